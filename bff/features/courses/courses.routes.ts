import * as contract from '../../contract/courses'
import { AppError } from '../../domain/app-error'
import type { Principal } from '../../domain/principal'
import { mount } from '../../http/mount'
import type { Routers } from '../../http/routers'
import { presentCourse, presentCourseSummary } from './courses.presenter'
import type { CoursesService } from './courses.service'

export function mountCourses(routers: Routers, { courses }: { readonly courses: CoursesService }): void {
  mount(routers.public, contract.listCourses, async ({ query }, { principal, language }) => {
    if (query.mine && !principal) throw new AppError('auth.required')
    const { items, next } = await courses.list(query, readerIdOf(principal))
    return { items: items.map((view) => presentCourseSummary(view, language)), ...(next === null ? {} : { next }) }
  })
  mount(routers.public, contract.getCourse, async ({ params }, { principal, language }) =>
    presentCourse(await courses.get(params.id, readerIdOf(principal), language), language),
  )
}

function readerIdOf(principal: Principal | null): string | null {
  return principal?.kind === 'reader' ? principal.readerId : null
}
