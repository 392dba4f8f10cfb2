import { Button, Image, Input, Picker, Text, View } from '@tarojs/components'
import Taro, { useDidShow, useRouter } from '@tarojs/taro'
import { fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { forgetPhone, openWith } from '../../config/jest/taro'

function Desk() {
  const { params } = useRouter()
  const [word, setWord] = useState('')
  const [point, setPoint] = useState(0)
  const [shown, setShown] = useState(0)
  useDidShow(() => setShown((times) => times + 1))
  return (
    <View>
      <Text>{`${String(params.branch)} ${word} ${String(point)} ${String(shown)}`}</Text>
      <Input placeholder="barcode" onInput={(event) => setWord(event.detail.value)} />
      <Picker mode="selector" range={['main', 'law']} onChange={(e) => setPoint(Number(e.detail.value))}>
        <Text>choose</Text>
      </Picker>
      <Image src="/a.png" ariaLabel="cover" mode="aspectFit" lazyLoad />
      <Button hoverClass="none" onClick={() => void Taro.navigateTo({ url: `/pages/x?${word}` })}>
        go
      </Button>
    </View>
  )
}

test('a screen that is typed into, chosen on and tapped behaves as it would on a phone', () => {
  const complaints = jest.spyOn(console, 'error').mockImplementation(() => undefined)
  openWith({ branch: 'east' })
  render(<Desk />)

  fireEvent.change(screen.getByPlaceholderText('barcode'), { target: { value: 'B42' } })
  fireEvent.change(screen.getByRole('combobox'), { target: { value: '1' } })
  fireEvent.click(screen.getByRole('button', { name: 'go' }))

  expect(screen.getByText('east B42 1 1')).toBeInTheDocument()
  expect(screen.getByRole('img', { name: 'cover' })).toBeInTheDocument()
  expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/pages/x?B42' })
  expect(complaints).not.toHaveBeenCalled()
  complaints.mockRestore()
})

test('what one test left on the phone is gone in the next', () => {
  Taro.setStorageSync('seen', 'yes')
  expect(Taro.getStorageSync('seen')).toBe('yes')

  forgetPhone()

  expect(Taro.getStorageSync('seen')).toBe('')
})
