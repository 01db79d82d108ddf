// The HTML that sanitising is measured with: 2 kB as Mastodon and others write posts, with what has to go.

const link =
  '<a href="https://www.example.org/a/long/path/to/some/page?with=query&amp;and=more" target="_blank" rel="nofollow noopener noreferrer" translate="no"><span class="invisible">https://www.</span><span class="ellipsis">example.org/a/long/path/to/so</span><span class="invisible">me/page?with=query&amp;and=more</span></a>';
const mention =
  '<span class="h-card" translate="no"><a href="https://peer.example/@bob" class="u-url mention">@<span>bob</span></a></span>';
const hashtag =
  '<a href="https://mastodon.example/tags/cats" class="mention hashtag" rel="tag">#<span>cats</span></a>';

/** The HTML. */
export const postHtml = [
  `<p>${mention} Here is what I found out about the weather of last week &amp; why it matters: ${link}</p>`,
  "<p>It was <strong>cold</strong>, it was <em>wet</em>, and nobody knew why.<br>Some said so, others didn&#39;t.</p>",
  "<h2>A heading</h2><ul><li>one thing</li><li>another <code>thing()</code></li><li>and a third</li></ul>",
  `<blockquote><p>What they said, word for word, as far as I remember it today.</p></blockquote><p>${hashtag} ${hashtag}</p>`,
  '<div style="color:red"><p onclick="alert(1)">A paragraph in a box, <img src="https://files.example/1.png" alt="x"> with a picture.</p></div>',
  `<p>${mention} ${mention} and so it goes on, sentence after sentence, until there is nothing left to say.</p>`,
  `<p>And one more: ${link}, then a list of what I read, in no order.</p><ol><li>First</li><li>Second</li></ol>`,
].join("");
