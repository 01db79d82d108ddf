// Snowflake ids: made, read, compared, and as bounds of pages; in the layouts of Mastodon and Twitter.

export { formatSnowflake, parseSnowflake, tryParseSnowflake } from "./decimal.ts";
export {
  MASTODON_LAYOUT,
  readSnowflake,
  TWITTER_LAYOUT,
  type SnowflakeLayout,
  type SnowflakeParts,
} from "./layout.ts";
export { nextSnowflake, stateAfter, type SnowflakeState, type WhenExhausted } from "./next-snowflake.ts";
export { maxSnowflakeAt, minSnowflakeAt } from "./page-bounds.ts";
export {
  compareSnowflakes,
  ensureSnowflake,
  EPOCH_MS,
  isSnowflake,
  MAX_SEQUENCE,
  MAX_TIME_MS,
  sequenceOfSnowflake,
  snowflakeAt,
  timeOfSnowflake,
  type Snowflake,
} from "./snowflake.ts";
export { SnowflakeError, type SnowflakeErrorCode } from "./snowflake-error.ts";
