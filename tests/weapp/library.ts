import { zhCn } from '../../miniprogram/i18n/zh-cn'
import { createPhone } from './phone'
import type { Phone } from './phone'
import type { Bridge } from './bridge'
import type { Build } from './build'

/** What readers and librarians see, from the app's own source. */
export const words = zhCn

/** Accounts and titles of the demo library that the story needs (bff/demo). */
export const newcomer = { account: '2026010011', name: '新小雨' }
export const deskLibrarian = { account: 'desk.main', name: '刘敏' }
export const pickupPoint = 'main-desk'
export const textbook = '数据结构（C语言版）'

export const tab = { home: 'pages/home/index', services: 'pages/services/index', me: 'pages/me/index' }

/** The first deadline said in a text, as the app says them: "明天 18:00 前", "12月3日之内"; empty where there is none. */
export const deadlineIn = (text: string) =>
  /(?:今天|明天|后天|周[一二三四五六日]|(?:\d{4}年)?\d\d?月\d+日)(?:之内| \d\d:\d\d ?前)/.exec(text)?.[0] ?? ''

export interface People {
  readonly reader: Phone
  readonly librarian: Phone
  /** Somebody who has just scanned a poster and has no account here. */
  readonly passerBy: Phone
}

export const phonesOf = ({ reader, librarian, passerBy }: People): readonly Phone[] => [reader, librarian, passerBy]

export function createPeople(deps: { readonly build: Build; readonly bridge: Bridge }): People {
  return {
    reader: createPhone({ ...deps, name: 'reader' }),
    librarian: createPhone({ ...deps, name: 'librarian' }),
    passerBy: createPhone({ ...deps, name: 'passer-by' }),
  }
}

/** Signs in with an account of the demo library; the home screen is left open below. */
export async function signInWithDemoAccount(phone: Phone, account: string): Promise<void> {
  await phone.tap('go-sign-in')
  await phone.submit('account', account)
  await phone.arrive(tab.home)
}
