import '@testing-library/jest-dom'
import { configure } from '@testing-library/react'
import { forgetPhone } from './taro'

// a machine with much else to do takes its time; what is there is seen at once all the same
configure({ asyncUtilTimeout: 10_000 })
jest.setTimeout(60_000)

afterEach(forgetPhone)
