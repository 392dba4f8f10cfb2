import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { BookingSheet } from '../../features/bookings/booking-sheet'
import { TitleScreen } from '../../features/titles/title-screen'
import { decodeParam } from '../../lib/navigation'

interface Wish {
  readonly titleId: string
  readonly parts: readonly string[]
}

export default function TitlePage() {
  const { params } = useRouter()
  const [wish, setWish] = useState<Wish>()
  const isbn = decodeParam(params['isbn'])
  return (
    <TitleScreen
      titleKey={isbn === '' ? { id: decodeParam(params['id']) } : { isbn }}
      onBook={setWish}
      overlay={wish !== undefined && <BookingSheet {...wish} onClose={() => setWish(undefined)} />}
    />
  )
}
