import type { z } from 'zod'
import { titleSummary, type searchTitles } from '../../contract/titles'
import { inLanguage, type Language } from '../../domain/language'
import type { CatalogueHit, CatalogueResult, FacetCount, FacetName } from '../../infra/search/engine'
import type { Places } from '../places/places.service'
import { labelOfClass, labelOfForm, labelOfLanguage } from './titles-labels.presenter'
import { presentTitleCard } from './titles.presenter'
import type { TitleRecord } from './titles.model'

/**
 * A title's list entry as JSON, but for its availability: parsed by the contract and written once, when the title is
 * indexed, and joined to every answer from then on.
 */
export type ReadyCard = string

const cardShape = titleSummary.omit({ availability: true })

export function readyCardOf(title: TitleRecord): ReadyCard {
  return JSON.stringify(cardShape.parse(presentTitleCard(title)))
}

type SearchAnswer = z.output<typeof searchTitles.response>

interface Presented {
  readonly found: CatalogueResult
  readonly places: Places
  readonly language: Language
}

/** The answer of a search as JSON, open at its end for `tookMs`: what is found decides this part and nothing else. */
export function presentFound({ found, places, language }: Presented): string {
  const { total, hits, facets, correction } = found
  const corrected = correction === undefined ? '' : `,"correction":${JSON.stringify(correction)}`
  return `{"total":${total},"items":[${hits.map(presentHit).join()}],"facets":${presentFacets(facets)}${corrected}`

  function presentFacets(counts: CatalogueResult['facets']): string {
    const texts = facetNames.map((name) => `"${name}":[${counts[name].map((count) => facetOf(name, count)).join()}]`)
    return `{${texts.join()}}`
  }

  function facetOf(name: FacetName, { value, count }: FacetCount): string {
    const head =
      name === 'branch' ? headOf(value, branchName(places, value, language)) : knownHead(name, value, language)
    return `${head}${count}}`
  }
}

const facetNames = [
  'branch',
  'language',
  'class',
  'form',
  'year',
] as const satisfies readonly (keyof SearchAnswer['facets'])[]

function presentHit({ summary, availability }: CatalogueHit): string {
  const { copies, available, queue } = availability
  return `${summary.slice(0, -1)},"availability":{"copies":${copies},"available":${available},"queue":${queue}}}`
}

const labels: Readonly<Record<Exclude<FacetName, 'branch'>, (value: string, language: Language) => string>> = {
  language: labelOfLanguage,
  class: labelOfClass,
  form: labelOfForm,
  year: (value) => value,
}

/** A few hundred values in all, whatever the size of the catalogue. */
const knownHeads = new Map<string, string>()

function knownHead(name: Exclude<FacetName, 'branch'>, value: string, language: Language): string {
  const key = `${language}:${name}:${value}`
  const known = knownHeads.get(key)
  if (known !== undefined) return known
  const head = headOf(value, labels[name](value, language))
  knownHeads.set(key, head)
  return head
}

function headOf(value: string, label: string): string {
  return `{"value":${JSON.stringify(value)},"label":${JSON.stringify(label)},"count":`
}

function branchName(places: Places, id: string, language: Language): string {
  const branch = places.branches.find(({ _id }) => _id === id)
  return branch ? inLanguage(branch.name, language) : id
}
