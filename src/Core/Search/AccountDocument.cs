using System.Globalization;
using System.Text;
using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;
using Lucene.Net.Documents;
using Lucene.Net.Index;

namespace WeixinWeChat.Core.Search;

/// <summary>What the index keeps of an account.</summary>
/// <param name="Id">Its number.</param>
/// <param name="OriginalId">Its handle.</param>
/// <param name="Name">Its name.</param>
/// <param name="Introduction">Its own words.</param>
/// <param name="Verified">Does it bear the badge?</param>
/// <param name="Followers">How many follow it.</param>
internal sealed record IndexedAccount(long Id, string OriginalId, string Name, string Introduction, bool Verified, long Followers);

/// <summary>
/// An account as the index takes it in: by which terms it is found, and by which numbers it is sorted. One document serves for all, one after
/// the other: to make its fields anew for each costs more than all the rest.
/// </summary>
internal sealed class AccountDocument
{
    /// <summary>Shortest word of which a letter may be wrong.</summary>
    public const int MisspelledFrom = 4;

    private const int WordsTogether = 4;
    private const long Badge = 1L << 50;

    // By powers of a hundred: most that are found lie in few of them.
    private static readonly IReadOnlyList<long> Steps = [1_000_000, 10_000, 100, 0];

    private readonly NumericDocValuesField id = new("id", 0);
    private readonly NumericDocValuesField rank = new("rank", 0);
    private readonly Field words = new("words", "", Bare);
    private readonly (Terms Key, Terms Part, Terms Exact, Terms Name, Terms Beginning, Terms Initials, Terms Word) terms = (new(), new(), new(), new(), new(), new(), new());
    private readonly Document document;

    public AccountDocument() => document =
    [
        id, rank, words,
        new Field("key", terms.Key, Bare),
        new Field("part", terms.Part, Bare),
        new Field("exact", terms.Exact, Bare),
        new Field("name", terms.Name, Bare),
        new Field("beginning", terms.Beginning, Bare),
        new Field("initials", terms.Initials, Bare),
        new Field("word", terms.Word, Bare),
    ];

    /// <summary>
    /// The parts into which accounts fall by their rank, the highest first: whoever stands in one goes before everybody of the next. What a
    /// quarter of all accounts bear in their names need not be sorted to the end for the first twenty.
    /// </summary>
    public static IReadOnlyList<string> Parts { get; } = [.. new[] { true, false }.SelectMany(verified => Steps.Select(step => PartOf(verified, step)))];

    /// <summary>
    /// Longest beginning that stands in the index itself, for a text like this one: those that go further are few enough to be looked
    /// through. There are more Chinese characters than letters.
    /// </summary>
    public static int ShortBeginning(string text) => Ascii.IsValid(text) ? 8 : 2;

    /// <summary>The term by which an account is found again.</summary>
    public static string Key(long id) => id.ToString(CultureInfo.InvariantCulture);

    /// <summary>The document of this account, until the next is asked for.</summary>
    public Document Of(IndexedAccount account)
    {
        var name = AccountWords.Of(account.Name);
        id.SetInt64Value(account.Id);
        rank.SetInt64Value((account.Verified ? Badge : 0) + account.Followers);
        words.SetStringValue($"{account.Name}\n{account.Introduction}");
        terms.Key.Begin().Add(Key(account.Id));
        terms.Part.Begin().Add(PartOf(account.Verified, account.Followers));
        terms.Exact.Begin().Add(account.OriginalId).Add(name.Written);
        var (whole, beginning, initials, word) = (terms.Name.Begin(), terms.Beginning.Begin(), terms.Initials.Begin(), terms.Word.Begin());
        for (var first = 0; first < name.Count; first++)
        {
            Begins(name.WrittenFrom(first));
            IReadOnlyList<string> rest = [];
            var together = 0;
            foreach (var sounds in name.SoundsFrom(first))
            {
                rest = sounds;
                if (++together == 1)
                    Whole(sounds);
                if (together <= WordsTogether)
                    Spelt(sounds);
            }

            foreach (var sound in rest)
                Begins(sound);
            if (first == 0)
                Spelt(rest);
            foreach (var letters in name.InitialsFrom(first).Where(letters => letters.Length > 1))
                initials.Add(letters);
        }

        return document;

        void Begins(string text)
        {
            var most = ShortBeginning(text);
            if (text.Length > most)
                whole.Add(text);
            for (var length = 1; length <= Math.Min(text.Length, most); length++)
                beginning.Add(text[..length]);
        }

        // A long word stands there whole, beside its beginnings.
        void Whole(IReadOnlyList<string> sounds)
        {
            foreach (var sound in sounds)
                beginning.Add(sound);
        }

        // One letter less than what is forgiven: a letter too many was typed.
        void Spelt(IReadOnlyList<string> sounds)
        {
            foreach (var sound in sounds.Where(sound => sound.Length >= MisspelledFrom - 1))
                word.Add(sound);
        }
    }

    // Found or not: no place in the text, and no weight by its length.
    private static FieldType Bare => new() { IsIndexed = true, IsTokenized = true, OmitNorms = true, IndexOptions = IndexOptions.DOCS_ONLY };

    private static string PartOf(bool verified, long followers) => $"{(verified ? 'v' : 'o')}{Steps.TakeWhile(step => followers < step).Count()}";

    /// <summary>Terms of one field, each once.</summary>
    private sealed class Terms : TokenStream
    {
        private readonly HashSet<string> seen = [];
        private readonly List<string> terms = [];
        private readonly ICharTermAttribute term;
        private int next;

        public Terms() => term = AddAttribute<ICharTermAttribute>();

        public Terms Begin()
        {
            seen.Clear();
            terms.Clear();
            return this;
        }

        public Terms Add(string text)
        {
            if (seen.Add(text))
                terms.Add(text);
            return this;
        }

        public override void Reset() => next = 0;

        public override bool IncrementToken()
        {
            if (next == terms.Count)
                return false;
            ClearAttributes();
            term.Append(terms[next++]);
            return true;
        }
    }
}
