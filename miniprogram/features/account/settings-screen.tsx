import { Box } from '../../components/host/host'
import { Card } from '../../components/card/card'
import { Screen } from '../../components/screen/screen'
import { Section } from '../../components/section/section'
import { Segmented } from '../../components/segmented/segmented'
import { useText } from '../../i18n/text'
import { appearances, changeSettings, languages, textSizes, useSettings } from '../../lib/settings'
import s from './account.module.scss'

/** Language, light or dark, text size: seen at once, kept on the phone. */
export function SettingsScreen() {
  const t = useText()
  const { language, appearance, textSize } = useSettings()
  return (
    <Screen title={t.account.settings}>
      <Section title={t.account.language}>
        <Segmented
          id="language"
          label={t.account.language}
          value={language}
          segments={languages.map((value) => ({ value, text: t.account.languages[value] }))}
          onChange={(next) => {
            changeSettings({ language: next })
          }}
        />
      </Section>
      <Section title={t.account.appearance}>
        <Segmented
          id="appearance"
          label={t.account.appearance}
          value={appearance}
          segments={appearances.map((value) => ({ value, text: t.account.appearances[value] }))}
          onChange={(next) => {
            changeSettings({ appearance: next })
          }}
        />
      </Section>
      <Section title={t.account.textSize}>
        <Segmented
          id="text-size"
          label={t.account.textSize}
          value={textSize}
          segments={textSizes.map((value) => ({ value, text: t.account.textSizes[value] }))}
          onChange={(next) => {
            changeSettings({ textSize: next })
          }}
        />
        <Card tone="warm">
          <Box className={s['note']}>{t.account.sample}</Box>
          <Box>{t.account.sampleText}</Box>
        </Card>
      </Section>
    </Screen>
  )
}
