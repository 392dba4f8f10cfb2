import { GroupsScreen } from '../../features/consultation-groups/groups-screen'

export default function GroupsPage() {
  return <GroupsScreen />
}
