import { SignInScreen } from '../../features/account/sign-in-screen'

export default function SignInPage() {
  return <SignInScreen />
}
