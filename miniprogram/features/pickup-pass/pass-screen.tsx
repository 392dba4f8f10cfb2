import Taro, { useDidHide, useDidShow } from '@tarojs/taro'
import type { ReactNode } from 'react'
import { Banner } from '../../components/banner/banner'
import { Button } from '../../components/button/button'
import { Row, Rows } from '../../components/row/row'
import { Screen } from '../../components/screen/screen'
import { Section, Stack } from '../../components/section/section'
import { Skeleton } from '../../components/skeleton/skeleton'
import { Empty } from '../../components/state/state'
import { ErrorState } from '../../components/state/error-state'
import { useText } from '../../i18n/text'
import { navigate } from '../../lib/navigation'
import { useMe } from '../../lib/session'
import { useNow } from '../../lib/use-now'
import { PassFace } from './pass-face'
import { isExpired, usePickupPass } from './pickup-pass.hooks'

/** What is shown at the desk: as large as the phone allows, with or without a network. */
export function PassScreen({ children }: { readonly children: ReactNode }) {
  const t = useText()
  const me = useMe()
  useLitScreen()
  return (
    <Screen title={t.bookings.pass}>
      {me?.reader === undefined || me.reader === null ? (
        <Empty icon="pass" title={t.account.visitor} text={t.account.visitorText}>
          <Button id="go-sign-in" text={t.common.signIn} onClick={() => navigate('signIn')} />
        </Empty>
      ) : (
        <>
          <Pass name={me.name} />
          {children}
          <Section>
            <Rows>
              <Row
                id="open-delegate"
                icon="share"
                title={t.passes.delegate}
                text={t.passes.delegateText}
                onClick={() => navigate('delegate')}
              />
            </Rows>
          </Section>
        </>
      )}
    </Screen>
  )
}

function Pass({ name }: { readonly name: string }) {
  const t = useText()
  const now = useNow(15_000)
  const { data, error, isFetching, refetch } = usePickupPass()
  if (data === undefined)
    return error === null ? (
      <Skeleton shape="page" count={1} />
    ) : (
      <ErrorState error={error} onRetry={() => void refetch()} />
    )
  if (isExpired(data, now))
    return (
      <Empty icon="clock" title={t.bookings.passExpired} text={t.bookings.passExpiredText}>
        <Button
          id="renew-pass"
          icon="retry"
          text={t.bookings.passRefresh}
          busyText={isFetching ? t.common.loading : undefined}
          onClick={() => void refetch()}
        />
      </Empty>
    )
  return (
    <Stack>
      {error !== null && <Banner id="pass-offline" icon="offline" title={t.bookings.passOffline} />}
      <PassFace pass={data} name={name} how={t.bookings.passText} />
    </Stack>
  )
}

/** The phone must not go dark in the queue; a browser cannot be asked. */
function useLitScreen(): void {
  const isWeChat = process.env.TARO_ENV === 'weapp'
  useDidShow(() => {
    if (isWeChat) void Taro.setKeepScreenOn({ keepScreenOn: true })
  })
  useDidHide(() => {
    if (isWeChat) void Taro.setKeepScreenOn({ keepScreenOn: false })
  })
}
