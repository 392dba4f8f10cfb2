import * as contract from '../../contract/messages'
import { mount } from '../../http/mount'
import type { Routers } from '../../http/routers'
import { presentMessage } from './messages.presenter'
import type { MessagesService } from './messages.service'

export function mountMessages(routers: Routers, { messages }: { readonly messages: MessagesService }): void {
  mount(routers.reader, contract.listMessages, async ({ query }, { principal, language }) => {
    const page = await messages.list(principal.readerId, query)
    return { ...page, items: page.items.map((message) => presentMessage(message, language)) }
  })

  mount(routers.reader, contract.readMessage, async ({ params }, { principal, language }) =>
    presentMessage(await messages.read(principal.readerId, params.id), language),
  )
}
