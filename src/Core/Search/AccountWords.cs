using System.Globalization;
using System.Text;
using WeixinWeChat.Core.Accounts;

namespace WeixinWeChat.Core.Search;

/// <summary>
/// A name, or what somebody typed to find one, taken apart: into words of alphabets and single characters of Chinese, Japanese and Korean,
/// each as it is written and as it sounds (pinyin without tones; letters without their accents).
/// </summary>
public sealed class AccountWords
{
    /// <summary>A character with three readings among others of the kind would else make hundreds of spellings of one name.</summary>
    private const int MostSpellings = 8;

    private readonly List<Word> words;

    private AccountWords(List<Word> words) => this.words = words;

    private readonly record struct Word(string Written, IReadOnlyList<string> Sounds);

    /// <summary>Number of words.</summary>
    public int Count => words.Count;

    /// <summary>The whole as it is written, folded, with nothing but letters and digits: <c>Tea-House</c> and <c>tea house</c> are the same.</summary>
    public string Written => WrittenFrom(0);

    /// <summary>Is it written in letters that a keyboard for pinyin has?</summary>
    public bool IsPlain => words.TrueForAll(word => Ascii.IsValid(word.Written));

    /// <summary>Takes a text apart. Text that can be a part of no name, an unpaired half of an emoji for instance, has no words.</summary>
    public static AccountWords Of(string text)
    {
        var words = new List<Word>();
        var (word, last) = (new StringBuilder(), Kind.None);
        foreach (var rune in Composed(text).EnumerateRunes())
        {
            var kind = KindOf(rune);
            if (Begins(kind, last))
                End();
            if (kind != Kind.None)
                word.Append(rune);
            last = kind;
        }

        End();
        return new(words);

        void End()
        {
            if (word.Length == 0)
                return;
            // Folded as names are; of plain letters no more than their case.
            var written = word.ToString();
            written = Ascii.IsValid(written) ? written.ToLowerInvariant() : AccountName.KeyOf(written);
            words.Add(new(written, Readings.Of(written)));
            word.Clear();
        }
    }

    /// <summary>From one word to the end, as it is written.</summary>
    public string WrittenFrom(int first) => string.Concat(words.Skip(first).Select(word => word.Written));

    /// <summary>
    /// The words from one to the end as they sound, one word more with each step: the first, the first two, and at last all of them. More
    /// than one spelling where a character has several readings.
    /// </summary>
    public IEnumerable<IReadOnlyList<string>> SoundsFrom(int first)
    {
        List<string> begun = [""];
        foreach (var word in words.Skip(first))
            yield return begun = Joined(begun, word.Sounds);
    }

    /// <summary>All words as they sound.</summary>
    public IReadOnlyList<string> Sounds => SoundsFrom(0).LastOrDefault([]);

    /// <summary>The first letters of the words from one to the end: <c>bjcg</c> for 北京茶馆.</summary>
    public IReadOnlyList<string> InitialsFrom(int first) =>
        words.Skip(first).Aggregate(new List<string> { "" }, (begun, word) => Joined(begun, word.Sounds.Select(sound => sound[..1]).Distinct()));

    // A word without any sound, a long vowel's mark for instance, adds nothing.
    private static List<string> Joined(List<string> begun, IEnumerable<string> next)
    {
        var joined = new List<string>();
        foreach (var sound in next)
            joined.AddRange(begun.Select(one => one + sound));
        return joined.Count == 0 ? begun : joined.Count <= MostSpellings ? joined : joined[..MostSpellings];
    }

    // TeaHouse is two words, IBM is one, and 4711Tea two again.
    private static bool Begins(Kind kind, Kind last) =>
        kind is Kind.None or Kind.Single || last is Kind.None or Kind.Single || (kind == Kind.Digits) != (last == Kind.Digits) || (kind == Kind.Upper && last == Kind.Letters);

    private static string Composed(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            return "";
        }
    }

    private enum Kind
    {
        None,
        Upper,
        Letters,
        Digits,
        Single,
    }

    private static Kind KindOf(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.UppercaseLetter => Kind.Upper,
        UnicodeCategory.DecimalDigitNumber => Kind.Digits,
        UnicodeCategory.OtherLetter when AccountName.UnitsOf(rune.ToString()) > 1 => Kind.Single,
        UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter
            or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark => Kind.Letters,
        _ => Kind.None,
    };
}
