import '@testing-library/jest-dom'
import { forgetPhone } from './taro'

afterEach(forgetPhone)
