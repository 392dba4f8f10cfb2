/**
 * Stands for @tarojs/components in client tests: the plain element that a screen reader would meet, so that a test
 * finds things by role and name. The real components do not load in jsdom; the built app is tried in the harness.
 */
import { createElement, forwardRef, type ReactNode } from 'react'

type Props = Readonly<Record<string, unknown>>
type Handler = (event: { readonly detail: Record<string, unknown> }) => void

/** What is passed on to the element; the rest (hover-class, open-type and such) means something to WeChat only. */
const plain =
  /^(id|className|style|role|title|alt|src|href|name|value|defaultValue|placeholder|disabled|checked|type|hidden|tabIndex|aria-.+|data-.+|on(Click|Touch.+|Focus|Blur|Change|KeyDown|Submit|Load|Error|Scroll))$/

/** WeChat spells these without a hyphen. */
const renamed: Readonly<Record<string, string>> = {
  ariaLabel: 'aria-label',
  ariaRole: 'role',
  ariaHidden: 'aria-hidden',
}

function passOn(props: Props): Props {
  const named = Object.entries(props).map(([key, value]) => [renamed[key] ?? key, value] as const)
  return Object.fromEntries(named.filter(([key]) => plain.test(key)))
}

const call = (handler: unknown, detail: Record<string, unknown>) => {
  // a handler that a screen put on a Taro component takes Taro's event
  if (typeof handler === 'function') (handler as Handler)({ detail })
}

/** The element `tag`, with the props that `adapt` makes of Taro's. */
function stand(tag: string, adapt: (props: Props) => Props = passOn) {
  const Stand = forwardRef<HTMLElement, Props>(({ children, ...props }, ref) =>
    // children came in as React nodes and go out as such
    createElement(tag, { ...adapt(props), ref }, children as ReactNode),
  )
  Stand.displayName = `Taro(${tag})`
  return Stand
}

interface TypedInto {
  readonly target: { readonly value: string }
}

const textField = (props: Props): Props => ({
  ...passOn(props),
  type: props.password === true ? 'password' : undefined,
  // WeChat's default is 140 characters; -1 means no limit
  maxLength: typeof props.maxlength === 'number' && props.maxlength >= 0 ? props.maxlength : undefined,
  onChange: (event: TypedInto) => call(props.onInput, { value: event.target.value }),
  onFocus: (event: TypedInto) => call(props.onFocus, { value: event.target.value }),
  onBlur: (event: TypedInto) => call(props.onBlur, { value: event.target.value }),
  onKeyDown: (event: TypedInto & { readonly key: string }) => {
    if (event.key === 'Enter') call(props.onConfirm, { value: event.target.value })
  },
})

const ticked = (type: 'checkbox' | 'radio', role?: string) => (props: Props) => ({
  ...passOn(props),
  type,
  role,
  onChange: (event: { readonly target: { readonly checked: boolean } }) =>
    call(props.onChange, { value: event.target.checked }),
})

export const View = stand('div')
export const Text = stand('span')
export const Block = stand('div')
export const ScrollView = stand('div')
export const RootPortal = stand('div')
export const Swiper = stand('div')
export const SwiperItem = stand('div')
export const Canvas = stand('canvas')
export const Label = stand('label')
export const Form = stand('form', (props) => ({
  ...passOn(props),
  onSubmit: (event: { preventDefault(): void }) => {
    event.preventDefault()
    call(props.onSubmit, { value: {} })
  },
}))
export const Button = stand('button', (props) => ({
  ...passOn(props),
  type: props.formType === 'submit' ? 'submit' : 'button',
}))
export const Input = stand('input', textField)
export const Textarea = stand('textarea', textField)
export const Image = stand('img')
export const Navigator = stand('a', (props) => ({ ...passOn(props), href: props.url }))
export const Switch = stand('input', ticked('checkbox', 'switch'))
export const Checkbox = stand('input', ticked('checkbox'))
export const Radio = stand('input', ticked('radio'))
export const CheckboxGroup = stand('div')
export const RadioGroup = stand('div')
export const RichText = stand('div', (props) => ({
  ...passOn(props),
  ...(typeof props.nodes === 'string' ? { dangerouslySetInnerHTML: { __html: props.nodes } } : {}),
}))
export const PageMeta = stand('div')

/** Opens the phone's wheel; here the same choice is made in a select (a range of words) or typed (a day, a time). */
export const Picker = forwardRef<HTMLElement, Props>(({ children, ...props }, ref) => {
  const range = Array.isArray(props.range) ? props.range : []
  const word = (entry: unknown) =>
    typeof entry === 'object' && entry !== null && typeof props.rangeKey === 'string'
      ? String(new Map(Object.entries(entry)).get(props.rangeKey))
      : String(entry)
  const onChange = (event: TypedInto) => call(props.onChange, { value: event.target.value })
  const options = range.map((entry, index) => createElement('option', { key: index, value: index }, word(entry)))
  const choice =
    range.length > 0
      ? createElement('select', { ...passOn(props), onChange }, options)
      : createElement('input', { ...passOn(props), onChange })
  // children came in as React nodes and go out as such
  return createElement('label', { ref }, children as ReactNode, choice)
})
Picker.displayName = 'Taro(picker)'
