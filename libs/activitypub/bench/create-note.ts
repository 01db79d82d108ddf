// The document that reading and writing are measured with: a Create(Note) of 3 kB as Mastodon sends it.

const alice = "https://mastodon.example/users/alice";
const note = `${alice}/statuses/116423871201457813`;
const PUBLIC = "https://www.w3.org/ns/activitystreams#Public";
const paragraph =
  '<p><span class="h-card" translate="no"><a href="https://peer.example/@bob" class="u-url mention">@<span>bob</span></a></span> A sentence about the weather, another about <a href="https://mastodon.example/tags/cats" class="mention hashtag" rel="tag">#<span>cats</span></a>.</p>';

/** The activity, as a value. */
export const createNote = {
  "@context": [
    "https://www.w3.org/ns/activitystreams",
    {
      ostatus: "http://ostatus.org#",
      atomUri: "ostatus:atomUri",
      inReplyToAtomUri: "ostatus:inReplyToAtomUri",
      conversation: "ostatus:conversation",
      sensitive: "as:sensitive",
      toot: "http://joinmastodon.org/ns#",
      votersCount: "toot:votersCount",
      blurhash: "toot:blurhash",
      focalPoint: { "@container": "@list", "@id": "toot:focalPoint" },
      Hashtag: "as:Hashtag",
    },
  ],
  id: `${note}/activity`,
  type: "Create",
  actor: alice,
  published: "2026-11-21T08:30:00Z",
  to: [PUBLIC],
  cc: [`${alice}/followers`, "https://peer.example/users/bob"],
  object: {
    id: note,
    type: "Note",
    summary: null,
    inReplyTo: "https://peer.example/users/bob/statuses/116423871201450001",
    published: "2026-11-21T08:30:00Z",
    url: "https://mastodon.example/@alice/116423871201457813",
    attributedTo: alice,
    to: [PUBLIC],
    cc: [`${alice}/followers`, "https://peer.example/users/bob"],
    sensitive: false,
    atomUri: note,
    inReplyToAtomUri: "https://peer.example/users/bob/statuses/116423871201450001",
    conversation: "tag:mastodon.example,2026-11-21:objectId=1:objectType=Conversation",
    content: paragraph,
    contentMap: { en: paragraph },
    attachment: [
      {
        type: "Document",
        mediaType: "image/jpeg",
        url: "https://files.mastodon.example/media_attachments/files/116/423/871/original/3f2a.jpg",
        name: "A cat on a chair",
        blurhash: "UBL_:rOpGG-oBUNG,qRj2so|=eE1w^n4S5NH",
        focalPoint: [0, 0.5],
        width: 1200,
        height: 800,
      },
    ],
    tag: [
      { type: "Mention", href: "https://peer.example/users/bob", name: "@bob@peer.example" },
      { type: "Hashtag", href: "https://mastodon.example/tags/cats", name: "#cats" },
    ],
    replies: {
      id: `${note}/replies`,
      type: "Collection",
      first: {
        type: "CollectionPage",
        next: `${note}/replies?only_other_accounts=true&page=true`,
        partOf: `${note}/replies`,
        items: [],
      },
    },
    likes: { id: `${note}/likes`, type: "Collection", totalItems: 0 },
    shares: { id: `${note}/shares`, type: "Collection", totalItems: 0 },
  },
};
