import { useState, type ReactNode } from 'react'
import { Chip, Chips } from '../../components/chip/chip'
import { Field } from '../../components/field/field'
import { Box } from '../../components/host/host'
import { Stack } from '../../components/section/section'
import { Segmented } from '../../components/segmented/segmented'
import { useText } from '../../i18n/text'
import type { Language } from '../../lib/settings'
import { relativeDay } from '../../lib/time'
import { useNow } from '../../lib/use-now'
import { endings, type NoticeDraft } from './notice-draft'
import { noticeCategories } from './notices.hooks'
import s from './notices.module.scss'

/** The parts of a notice; both languages side by side behind one switch. */
export function NoticeForm(props: {
  readonly draft: NoticeDraft
  readonly endsAt: string | undefined
  readonly onChange: (part: Partial<NoticeDraft>) => void
}) {
  const { draft, endsAt, onChange } = props
  const t = useText()
  const words = t.noticeEditor
  const now = useNow()
  const [language, setLanguage] = useState<Language>('zh')
  return (
    <Stack>
      <Labelled label={words.category}>
        <Chips wrap>
          {noticeCategories.map((category) => (
            <Chip
              key={category}
              id={`draft-${category}`}
              text={t.notices.categories[category]}
              isOn={draft.category === category}
              onClick={() => onChange({ category })}
            />
          ))}
        </Chips>
      </Labelled>
      <Segmented
        id="draft-language"
        label={words.language}
        segments={[
          { value: 'zh', text: words.zh },
          { value: 'en', text: words.en },
        ]}
        value={language}
        onChange={setLanguage}
      />
      <Field
        id={`draft-title-${language}`}
        label={words.titleLabel[language]}
        placeholder={words.titlePlaceholder}
        maxLength={120}
        value={draft.title[language]}
        onChange={(value) => onChange({ title: { ...draft.title, [language]: value } })}
      />
      <Field
        id={`draft-body-${language}`}
        long
        label={words.bodyLabel[language]}
        placeholder={words.bodyPlaceholder}
        maxLength={20_000}
        value={draft.body[language]}
        onChange={(value) => onChange({ body: { ...draft.body, [language]: value } })}
      />
      <Box className={s['help']}>{words.help}</Box>
      <Labelled label={words.ends}>
        <Chips wrap>
          {endings
            .filter((ending) => ending !== 'keep' || endsAt !== undefined)
            .map((ending) => (
              <Chip
                key={ending}
                id={`ending-${ending}`}
                text={
                  ending === 'keep' && endsAt !== undefined
                    ? words.endsOn(relativeDay(endsAt, now, t.time))
                    : words.endings[ending]
                }
                isOn={draft.ending === ending}
                onClick={() => onChange({ ending })}
              />
            ))}
        </Chips>
      </Labelled>
      <Labelled label={words.pinText}>
        <Chips wrap>
          <Chip
            id="draft-pin"
            icon="pin"
            text={`${words.pin} ${draft.isPinned ? words.on : words.off}`}
            isOn={draft.isPinned}
            onClick={() => onChange({ isPinned: !draft.isPinned })}
          />
        </Chips>
      </Labelled>
    </Stack>
  )
}

function Labelled({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <Box>
      <Box className={s['label']}>{label}</Box>
      {children}
    </Box>
  )
}
