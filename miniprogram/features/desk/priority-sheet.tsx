import { useState } from 'react'
import { Banner } from '../../components/banner/banner'
import { Button } from '../../components/button/button'
import { Chip, Chips } from '../../components/chip/chip'
import { Field } from '../../components/field/field'
import { Box } from '../../components/host/host'
import { Stack } from '../../components/section/section'
import { Sheet } from '../../components/sheet/sheet'
import { useText } from '../../i18n/text'
import { toast } from '../../lib/feedback'
import { deskProblem } from './desk-refusals'
import { usePrioritise, type QueueEntry } from './queue.hooks'

/** The steps that a librarian thinks in (B8); the library knows nine. */
const priorities = { first: 0, before: 2, ordinary: 5, after: 7 } as const
type Level = keyof typeof priorities
const levels = ['first', 'before', 'ordinary', 'after'] as const satisfies readonly Level[]

/** Where in the queue, and why: both are kept on record. */
export function PrioritySheet({ entry, onClose }: { readonly entry: QueueEntry; readonly onClose: () => void }) {
  const t = useText()
  const [level, setLevel] = useState<Level>('before')
  const [reason, setReason] = useState('')
  const [isTried, setIsTried] = useState(false)
  const step = usePrioritise()
  const save = () => {
    setIsTried(true)
    if (reason.trim() === '' || step.isPending) return
    const wish = { bookingId: entry.bookingId, priority: priorities[level], reason: reason.trim() }
    step.mutate(wish, {
      onSuccess: () => {
        toast(t.queue.saved)
        onClose()
      },
    })
  }
  return (
    <Sheet
      id="priority"
      title={t.queue.change}
      onClose={onClose}
      footer={
        <Button
          id="save-priority"
          wide
          text={t.queue.save}
          busyText={step.isPending ? t.desk.working : undefined}
          onClick={save}
        />
      }
    >
      <Stack>
        <Box>{t.queue.changeText}</Box>
        <Chips>
          {levels.map((each) => (
            <Chip
              key={each}
              id={`priority-${each}`}
              text={t.queue.levels[each]}
              isOn={level === each}
              onClick={() => setLevel(each)}
            />
          ))}
        </Chips>
        <Field
          id="priority-reason"
          label={t.queue.reason}
          placeholder={t.queue.reasonHint}
          value={reason}
          maxLength={200}
          problem={isTried && reason.trim() === '' ? t.queue.reasonNeeded : undefined}
          onChange={setReason}
        />
        {step.isError && <Banner icon="refused" tone="danger" title={deskProblem(step.error, t)} />}
      </Stack>
    </Sheet>
  )
}
