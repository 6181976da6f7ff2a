/** Where the endpoints are. */

/** When what the endpoints offer last changed. */
const CHANGED = '2026-11-23T00:00:00Z'
const SPECIFICATION = 'http://wiki.open311.org/GeoReport_v2'

/** @param bases production first, then test */
export function discoveryOf(publicUrl: string, bases: readonly string[]) {
  return {
    changeset: CHANGED,
    contact: `The community's office; the pages are at ${publicUrl}/app`,
    key_service: `An admin of the community makes an API token with the scopes tickets.open and tickets.read: ${publicUrl}/app/me`,
    endpoints: bases.map((base, i) => ({
      specification: SPECIFICATION,
      url: `${publicUrl}${base}`,
      changeset: CHANGED,
      type: i === 0 ? 'production' : 'test',
      formats: ['text/xml', 'application/json'],
    })),
  }
}
