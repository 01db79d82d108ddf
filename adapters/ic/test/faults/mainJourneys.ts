/** The ten main journeys: an account from its beginning to its end, and everything that people do to each other's posts. */

import { journeys, type Journey } from "@mastic/core/contract";

const stories = ["UC1", "UC3", "UC4", "UC5", "UC9", "UC10", "UC12", "UC13", "UC14", "UC20"];

export const mainJourneys: readonly Journey[] = journeys.filter(({ story }) => stories.includes(story));
