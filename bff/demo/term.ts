import { addDays } from '../domain/calendar'
import type { Day } from '../domain/calendar'
import type { Bilingual } from '../domain/language'

/** A teaching term; courses hang on it and reserves inherit its dates (R1). */
export interface Term {
  readonly id: string
  readonly name: Bilingual
  readonly startsOn: Day
  readonly endsOn: Day
}

/** Loans made inside the window are all due on one day (L2). */
export interface VacationWindow {
  readonly id: string
  readonly name: Bilingual
  readonly from: Day
  readonly to: Day
  readonly dueOn: Day
}

/** The term of a day: autumn from September to January, spring from February to August. */
export function termOf(today: Day): Term {
  const year = Number(today.slice(0, 4))
  const monthDay = today.slice(5)
  if (monthDay >= '09-01') return autumnTerm(year)
  if (monthDay < '02-01') return autumnTerm(year - 1)
  return {
    id: `${year - 1}-${year}-2`,
    name: { zh: `${year - 1}-${year} 春季学期`, en: `Spring term ${year - 1}-${year}` },
    startsOn: `${year}-02-01`,
    endsOn: `${year}-08-31`,
  }
}

function autumnTerm(year: number): Term {
  return {
    id: `${year}-${year + 1}-1`,
    name: { zh: `${year}-${year + 1} 秋季学期`, en: `Autumn term ${year}-${year + 1}` },
    startsOn: `${year}-09-01`,
    endsOn: `${year + 1}-01-31`,
  }
}

/** The vacations from half a year ago until a year ahead. */
export function vacationsAround(today: Day): readonly VacationWindow[] {
  const year = Number(today.slice(0, 4))
  return [year - 1, year, year + 1]
    .flatMap((y) => [winter(y), summer(y)])
    .filter((window) => window.dueOn >= addDays(today, -180) && window.from <= addDays(today, 365))
}

function winter(year: number): VacationWindow {
  return {
    id: `winter-${year}`,
    name: { zh: `${year} 年寒假`, en: `Winter vacation ${year}` },
    from: `${year}-01-15`,
    to: `${year}-02-20`,
    dueOn: `${year}-03-05`,
  }
}

function summer(year: number): VacationWindow {
  return {
    id: `summer-${year}`,
    name: { zh: `${year} 年暑假`, en: `Summer vacation ${year}` },
    from: `${year}-07-05`,
    to: `${year}-08-31`,
    dueOn: `${year}-09-15`,
  }
}
