// The elements everything else is made of: here WeChat's, in host.h5.tsx the browser's own. Taro's stand-ins for the
// browser are custom elements without a keyboard or a role; a real <button> and <input> need none of that.
import { Button, Image, Input, ScrollView, Text as TaroText, Textarea, View } from '@tarojs/components'
import type { BoxProps, InlineLinkProps, PictureProps, StripProps, TapTargetProps, TextInputProps } from './host-props'

const aria = ({ role, label, hidden }: BoxProps) => ({
  ...(role === undefined ? {} : { ariaRole: role }),
  ...(label === undefined ? {} : { ariaLabel: label }),
  ...(hidden === true ? { ariaHidden: true } : {}),
})

const common = ({ id, className, style }: BoxProps) => ({
  ...(id === undefined ? {} : { id }),
  ...(className === undefined ? {} : { className }),
  ...(style === undefined ? {} : { style }),
})

export function Box(props: BoxProps) {
  const onClick = props.onClick === undefined ? {} : { onClick: props.onClick }
  return (
    <View {...common(props)} {...aria(props)} {...onClick}>
      {props.children}
    </View>
  )
}

export function Strip(props: StripProps) {
  const { firstInSight } = props
  return (
    <ScrollView
      scrollX
      {...common(props)}
      {...aria(props)}
      {...(firstInSight === undefined ? {} : { scrollIntoView: firstInSight })}
    >
      {props.children}
    </ScrollView>
  )
}

export function Span(props: BoxProps) {
  return (
    <TaroText {...common(props)} {...aria(props)}>
      {props.children}
    </TaroText>
  )
}

export function TapTarget(props: TapTargetProps) {
  const { disabled = false, sharesPage = false, onClick } = props
  return (
    <Button
      {...common(props)}
      {...aria(props)}
      disabled={disabled}
      hoverClass="pressing"
      {...(sharesPage ? { openType: 'share' } : {})}
      {...(onClick === undefined ? {} : { onClick })}
    >
      {props.children}
    </Button>
  )
}

export function InlineLink({ className, onClick, children }: InlineLinkProps) {
  return (
    <TaroText className={className ?? ''} {...{ ariaRole: 'link' }} onClick={onClick}>
      {children}
    </TaroText>
  )
}

const inputTypes = { text: 'text', search: 'text', digits: 'number' } as const

export function TextInput(props: TextInputProps) {
  const { kind = 'text', onChange, onConfirm, onFocus, onBlur } = props
  return (
    <Input
      {...(props.id === undefined ? {} : { id: props.id })}
      className={props.className ?? ''}
      value={props.value}
      type={inputTypes[kind]}
      placeholder={props.placeholder ?? ''}
      placeholderClass="placeholder"
      focus={props.autoFocus ?? false}
      disabled={props.disabled ?? false}
      maxlength={props.maxLength ?? 140}
      confirmType={kind === 'search' ? 'search' : 'done'}
      {...{ ariaLabel: props.label }}
      onInput={(event) => {
        onChange(event.detail.value)
      }}
      onConfirm={(event) => {
        onConfirm?.(event.detail.value)
      }}
      onFocus={() => {
        onFocus?.()
      }}
      onBlur={() => {
        onBlur?.()
      }}
    />
  )
}

export function LongTextInput(props: TextInputProps) {
  const { onChange } = props
  return (
    <Textarea
      {...(props.id === undefined ? {} : { id: props.id })}
      className={props.className ?? ''}
      value={props.value}
      placeholder={props.placeholder ?? ''}
      placeholderClass="placeholder"
      disabled={props.disabled ?? false}
      maxlength={props.maxLength ?? 20_000}
      autoHeight
      {...{ ariaLabel: props.label }}
      onInput={(event) => {
        onChange(event.detail.value)
      }}
    />
  )
}

export function Picture({ id, className, src, label, longPressMenu = false }: PictureProps) {
  return (
    <Image
      {...(id === undefined ? {} : { id })}
      className={className ?? ''}
      src={src}
      mode="aspectFit"
      showMenuByLongpress={longPressMenu}
      {...{ ariaLabel: label }}
    />
  )
}
