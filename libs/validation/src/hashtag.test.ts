import { describeValidator } from "../test/validator-contract.ts";
import { Hashtag } from "./hashtag.ts";

describeValidator("hashtag", Hashtag);
