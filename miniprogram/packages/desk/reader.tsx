import { ReaderAccountScreen } from '../../features/desk/reader-account-screen'

export default function ReaderAccountPage() {
  return <ReaderAccountScreen />
}
