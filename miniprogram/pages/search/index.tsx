import { SearchScreen } from '../../features/titles/search-screen'

export default function SearchPage() {
  return <SearchScreen />
}
