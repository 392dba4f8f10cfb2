import { useState } from 'react'
import { Box } from '../../components/host/host'
import { Button } from '../../components/button/button'
import { Field } from '../../components/field/field'
import { Icon } from '../../components/icon/icon'
import { Row, Rows } from '../../components/row/row'
import { Screen } from '../../components/screen/screen'
import { Section, Stack } from '../../components/section/section'
import { Tag } from '../../components/tag/tag'
import { Resource } from '../../components/state/resource'
import { errorText, useText } from '../../i18n/text'
import { hasCode } from '../../lib/api-error'
import { toast } from '../../lib/feedback'
import { goBack } from '../../lib/navigation'
import { useMe } from '../../lib/session'
import { useDemoAccounts, useSignIn, useWeChatSignIn } from './account.hooks'
import s from './account.module.scss'

const isWeChat = process.env.TARO_ENV === 'weapp'

/** Who are you? In WeChat first its own login, then the library card; in a browser an account of the demo library. */
export function SignInScreen() {
  const t = useText()
  const me = useMe()
  const isUnbound = me?.role === 'visitor'
  const title = isUnbound ? t.account.bindTitle : t.account.signInTitle
  return (
    <Screen title={title}>
      <Box className={s['welcome']}>
        <Box className={s['mark']}>
          <Icon name="book" size="xl" />
        </Box>
        <Box className={s['welcomeTitle']}>{t.common.appName}</Box>
        <Box className={s['note']}>{isUnbound ? t.account.bindText : t.account.signInText}</Box>
      </Box>
      {isWeChat && !isUnbound ? <WeChatFirst /> : <AccountLogin isBinding={isUnbound} />}
    </Screen>
  )
}

/** WeChat's own login; in the demo library its accounts too, for a mini-program without an AppID can use nothing else. */
function WeChatFirst() {
  const accounts = useDemoAccounts()
  return (
    <>
      <WeChatLogin />
      {accounts.data !== undefined && <AccountLogin isBinding={false} />}
    </>
  )
}

function WeChatLogin() {
  const t = useText()
  const signIn = useWeChatSignIn()
  return (
    <Button
      id="wechat-sign-in"
      wide
      icon="sign-in"
      text={t.account.wechat}
      busyText={signIn.isPending ? t.account.submitting : undefined}
      onClick={() => {
        signIn.mutate(undefined, {
          onSuccess: (me) => {
            if (me.role !== 'visitor') goBack()
          },
          onError: (error) => {
            toast(errorText(error, t))
          },
        })
      }}
    />
  )
}

function AccountLogin({ isBinding }: { readonly isBinding: boolean }) {
  const t = useText()
  const [account, setAccount] = useState('')
  const signIn = useSignIn((me) => {
    toast(t.account.welcome(me.name))
    goBack()
  })
  const accounts = useDemoAccounts()
  const enter = (who: string) => {
    if (who.trim() === '' || signIn.isPending) return
    signIn.mutate(who.trim())
  }
  if (hasCode(accounts.error, 'demo.not_available')) return <Box className={s['centered']}>{t.account.noDemo}</Box>
  return (
    <>
      <Stack>
        <Field
          id="account"
          label={t.account.accountLabel}
          placeholder={t.account.accountPlaceholder}
          value={account}
          maxLength={64}
          problem={signIn.error === null ? undefined : errorText(signIn.error, t)}
          onChange={setAccount}
          onConfirm={enter}
        />
        <Button
          id="sign-in"
          wide
          text={isBinding ? t.account.bindSubmit : t.account.submit}
          disabled={account.trim() === ''}
          busyText={signIn.isPending ? t.account.submitting : undefined}
          onClick={() => {
            enter(account)
          }}
        />
      </Stack>
      <Section title={t.account.demoAccounts}>
        <Box className={s['note']}>{t.account.demoText}</Box>
        <Resource of={accounts} isEmpty={({ items }) => items.length === 0}>
          {({ items }) => (
            <Rows>
              {items
                .filter(({ role }) => !isBinding || role === 'reader')
                .map((one) => (
                  <Row
                    key={one.account}
                    id={`demo-${one.account}`}
                    icon={one.role === 'librarian' ? 'desk' : 'me'}
                    title={one.name}
                    text={one.note ?? one.account}
                    trail={
                      <Tag
                        tone={one.role === 'librarian' ? 'accent' : 'plain'}
                        text={one.category === undefined ? t.account.librarian : t.account.categories[one.category]}
                      />
                    }
                    onClick={() => {
                      enter(one.account)
                    }}
                  />
                ))}
            </Rows>
          )}
        </Resource>
      </Section>
    </>
  )
}
