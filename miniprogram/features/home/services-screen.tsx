import { Row, Rows } from '../../components/row/row'
import { Screen } from '../../components/screen/screen'
import { Section } from '../../components/section/section'
import { useText } from '../../i18n/text'
import { navigate } from '../../lib/navigation'
import { useIsReader, useMe } from '../../lib/session'

/** Everything the library offers besides search, by what one wants to do. */
export function ServicesScreen() {
  const t = useText()
  const me = useMe()
  const isReader = useIsReader()
  return (
    <Screen title={t.home.services} tab="services">
      {me !== undefined && me.permissions.length > 0 && (
        <Section title={t.account.desk}>
          <Rows>
            <Row
              id="open-desk"
              icon="desk"
              title={t.account.desk}
              text={t.home.deskText}
              onClick={() => navigate('desk')}
            />
          </Rows>
        </Section>
      )}
      <Section title={t.home.useSection}>
        <Rows>
          {isReader && (
            <Row
              id="open-pass"
              icon="pass"
              title={t.home.quick.pass}
              text={t.home.passText}
              onClick={() => navigate('pass')}
            />
          )}
          {isReader && (
            <Row
              id="open-self-checkout"
              icon="scan"
              title={t.lending.title}
              text={t.lending.entryText}
              onClick={() => navigate('selfCheckout')}
            />
          )}
          <Row
            id="open-courses"
            icon="course"
            title={t.home.quick.courses}
            text={t.home.coursesText}
            onClick={() => navigate('courses')}
          />
          <Row
            id="open-suggestions"
            icon="plus"
            title={t.suggestions.title}
            text={t.suggestions.entryText}
            onClick={() => navigate('suggestions')}
          />
          <Row
            id="open-groups"
            icon="group"
            title={t.home.groups}
            text={t.home.groupsText}
            onClick={() => navigate('groups')}
          />
        </Rows>
      </Section>
      <Section title={t.home.knowSection}>
        <Rows>
          <Row
            id="open-guide"
            icon="guide"
            title={t.home.quick.guide}
            text={t.home.guideText}
            onClick={() => navigate('guide')}
          />
          <Row
            id="open-notices"
            icon="notice"
            title={t.home.notices}
            text={t.home.noticesText}
            onClick={() => navigate('notices')}
          />
        </Rows>
      </Section>
    </Screen>
  )
}
