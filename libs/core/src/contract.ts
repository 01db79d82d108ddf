// What every store and every host of the domain is held against: the store's contract, and the user stories as journeys.

export { durableStoreCases, storeCases, storeContract, type TestApi } from "./contract/store/contract.ts";
export type { ContractCase, OpenedStore, OpenStore } from "./contract/store/harness.ts";
export {
  MODERATOR,
  type JourneyDirectory,
  type JourneyHost,
  type JourneyNode,
  type JourneyUser,
  type OpenJourneyHost,
  type SeenEntry,
  type SeenMedia,
  type SeenNotification,
  type SeenProfile,
  type SeenStatus,
} from "./contract/journeys/host.ts";
export { joinedNodes } from "./contract/journeys/joinedNodes.ts";
export type { JourneyCapabilities } from "./contract/journeys/runningNode.ts";
export { playJourney, type Journey } from "./contract/journeys/journey.ts";
export { journeys } from "./contract/journeys/journeys.ts";
export { upgradeHomes, type HomeUpgrades } from "./contract/journeys/stories/uc17UpgradeHomes.ts";
export { payForSignUp, type SignUpPrice } from "./contract/journeys/stories/uc18PayForSignUp.ts";
export { JourneyError, type Person, type Stage } from "./contract/journeys/stage.ts";
