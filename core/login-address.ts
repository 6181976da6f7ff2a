/**
 * The secret of a sign-in link, of a resident's own link to a ticket (`/t/p-…`; a group's link says what the group knows), of a calendar, and the key of
 * a program stand in addresses, and must not stand in anything that is kept or shown to others.
 */
const SECRET_IN_ADDRESS = /(\/login\/|\/t\/p-|\/roster\/|[?&](?:api_key|access_token)=)[A-Za-z0-9_.-]{20,}/g

export const withoutSecrets = (text: string): string => text.replace(SECRET_IN_ADDRESS, '$1…')
