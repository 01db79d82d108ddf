/** The user stories that the domain carries, in their order (spec 06: User Stories). UC17 and UC18, beside them, want an operator. */

import type { Journey } from "./journey.ts";
import { createProfile } from "./stories/uc01CreateProfile.ts";
import { signIn } from "./stories/uc02SignIn.ts";
import { updateProfile } from "./stories/uc03UpdateProfile.ts";
import { deleteProfile } from "./stories/uc04DeleteProfile.ts";
import { follow } from "./stories/uc05Follow.ts";
import { unfollow } from "./stories/uc06Unfollow.ts";
import { seeProfile } from "./stories/uc07SeeProfile.ts";
import { search } from "./stories/uc08Search.ts";
import { publish } from "./stories/uc09Publish.ts";
import { like } from "./stories/uc10Like.ts";
import { boost } from "./stories/uc11Boost.ts";
import { readFeed } from "./stories/uc12ReadFeed.ts";
import { hearFromElsewhere } from "./stories/uc13HearFromElsewhere.ts";
import { reachElsewhere } from "./stories/uc14ReachElsewhere.ts";
import { removeStatus } from "./stories/uc15RemoveStatus.ts";
import { suspend } from "./stories/uc16Suspend.ts";
import { rateLimit } from "./stories/uc19RateLimit.ts";
import { reply } from "./stories/uc20Reply.ts";
import { attachMedia } from "./stories/uc21AttachMedia.ts";

export const journeys: readonly Journey[] = [
  createProfile,
  signIn,
  updateProfile,
  deleteProfile,
  follow,
  unfollow,
  seeProfile,
  search,
  publish,
  like,
  boost,
  readFeed,
  hearFromElsewhere,
  reachElsewhere,
  removeStatus,
  suspend,
  rateLimit,
  reply,
  attachMedia,
];
