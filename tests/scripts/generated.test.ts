import { readFileSync } from 'node:fs'
import { Value } from 'typebox/value'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { SETTINGS } from '../../config.ts'
import { CATALOGUE } from '../../core/errors.ts'
import { stale } from '../../scripts/lib/generated.ts'
import { referenceFiles } from '../../scripts/reference.ts'
import { schemaFile } from '../../scripts/schema.ts'
import { DEMO_FILE } from '../../services/demo.ts'

test('the references in docs/ are as the code says (else: npm run -s reference)', () => {
  expect(stale(referenceFiles())).toEqual([])
})

test('the JSON schema of the community file is as the code says (else: npm run -s schema)', () => {
  expect(stale([schemaFile()])).toEqual([])
})

test('the references name every setting and every code', () => {
  const [configuration, errors] = referenceFiles().map(({ content }) => content)
  for (const { name } of SETTINGS) expect(configuration).toContain(`\`${name}\``)
  for (const code of Object.keys(CATALOGUE)) expect(errors).toContain(`\`${code}\``)
})

test('the JSON schema by itself accepts the demo and refuses a misspelt key', () => {
  const schema = JSON.parse(schemaFile().content) as Parameters<typeof Value.Check>[0]
  const demo = parse(readFileSync(DEMO_FILE, 'utf8')) as Record<string, unknown>
  expect(Value.Check(schema, demo)).toBe(true)
  expect(Value.Check(schema, { ...demo, buildngs: [] })).toBe(false)
})
