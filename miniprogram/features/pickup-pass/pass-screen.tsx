import Taro, { useDidHide, useDidShow } from '@tarojs/taro'
import type { ReactNode } from 'react'
import { Banner } from '../../components/banner/banner'
import { Button } from '../../components/button/button'
import { Card } from '../../components/card/card'
import { Box } from '../../components/host/host'
import { QrCode } from '../../components/qr-code/qr-code'
import { Screen } from '../../components/screen/screen'
import { Stack } from '../../components/section/section'
import { Skeleton } from '../../components/skeleton/skeleton'
import { Empty } from '../../components/state/state'
import { ErrorState } from '../../components/state/error-state'
import { useText } from '../../i18n/text'
import { navigate } from '../../lib/navigation'
import { useMe } from '../../lib/session'
import { moment } from '../../lib/time'
import { useNow } from '../../lib/use-now'
import { isExpired, spoken, usePickupPass, type PickupPass } from './pickup-pass.hooks'
import s from './pickup-pass.module.scss'

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
      <PassCard pass={data} name={name} now={now} />
    </Stack>
  )
}

function PassCard({ pass, name, now }: { readonly pass: PickupPass; readonly name: string; readonly now: number }) {
  const t = useText()
  return (
    <Card>
      <Box className={s['pass']}>
        <Box className={s['name']}>{name}</Box>
        <QrCode id="pass-code" text={pass.pass} label={t.bookings.passLabel} size={264} />
        <Box className={s['hint']}>{t.bookings.passDigits}</Box>
        <Box id="pass-digits" className={s['digits']} label={Array.from(pass.digits).join(' ')}>
          {spoken(pass.digits)}
        </Box>
        <Box className={s['hint']}>{t.bookings.passValid(moment(pass.expiresAt, now, t.time))}</Box>
        <Box className={s['how']}>{t.bookings.passText}</Box>
      </Box>
    </Card>
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
