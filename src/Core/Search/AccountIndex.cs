using Lucene.Net.Analysis;
using Lucene.Net.Analysis.Cjk;
using Lucene.Net.Analysis.Core;
using Lucene.Net.Analysis.Standard;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Store;
using Lucene.Net.Util;
using WeixinWeChat.Core.Accounts;

namespace WeixinWeChat.Core.Search;

/// <summary>How far a found account is from what was typed; the nearest come first.</summary>
internal enum Nearness
{
    /// <summary>The whole name, or the handle.</summary>
    Exact,

    /// <summary>A word of the name begins so, or sounds so when it was typed in plain letters.</summary>
    Name,

    /// <summary>It sounds so though it is written otherwise, or its words begin with these letters.</summary>
    Alike,

    /// <summary>A letter or two are wrong. Only when nothing is written so: whoever typed it right means it.</summary>
    Misspelled,

    /// <summary>All words stand in its name and introduction.</summary>
    Words,
}

/// <summary>A found account, and its place in the list: what comes after it is asked for by this.</summary>
/// <param name="Nearness">How near it is.</param>
/// <param name="Rank">Among those as near: the badge first, then followers.</param>
/// <param name="Id">Its number.</param>
internal readonly record struct AccountHit(Nearness Nearness, long Rank, long Id);

/// <summary>
/// The search index of one process: files in the portal's own folder, made of the database and worth nothing without it. Holds what everybody
/// may read of accounts that a search may return, and no personal data. One at a time may write, all may find.
/// </summary>
internal sealed class AccountIndex : IDisposable
{
    private const int MisspelledTwiceFrom = 8;
    private const int MostMisspellings = 64;
    private const int Wide = 10_000;
    private const string Form = "1";
    private const string FormMark = "form";
    private const string ChangeMark = "change";
    private const string DatabaseMark = "mark";

    private static readonly IReadOnlyList<string?> Whole = [null];

    private readonly Lucene.Net.Store.Directory folder;
    private readonly IndexWriter writer;
    private readonly SearcherManager searchers;
    private readonly AccountDocument document = new();
    private readonly Sort order = new(new SortField("rank", SortFieldType.INT64, reverse: true), new SortField("id", SortFieldType.INT64));
    private readonly Analyzer reading = Words(singly: true);
    private readonly Analyzer asking = Words(singly: false);

    /// <summary>Opens the folder's index, or begins one.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="anew">Begins one whatever lies there.</param>
    /// <exception cref="LockObtainFailedException">Another process works with it.</exception>
    /// <exception cref="IOException">What lies there is no index that can be read.</exception>
    public AccountIndex(string path, bool anew = false)
    {
        folder = FSDirectory.Open(path);
        writer = new IndexWriter(folder, new IndexWriterConfig(LuceneVersion.LUCENE_48, reading) { RAMBufferSizeMB = 64, OpenMode = anew ? OpenMode.CREATE : OpenMode.CREATE_OR_APPEND });
        searchers = new SearcherManager(writer, applyAllDeletes: true, null);
    }

    /// <summary>Up to which change it had come when it was kept; null when it was not, or is of an older form.</summary>
    public (long Change, long Mark)? Kept =>
        writer.CommitData is { } kept && kept.TryGetValue(FormMark, out var form) && form == Form && long.TryParse(kept[ChangeMark], out var change) && long.TryParse(kept[DatabaseMark], out var mark)
            ? (change, mark)
            : null;

    /// <summary>Forgets everything.</summary>
    public void Clear() => writer.DeleteAll();

    /// <summary>Takes an account in, or takes it in anew.</summary>
    public void Put(IndexedAccount account) => writer.UpdateDocument(Key(account.Id), document.Of(account));

    /// <summary>Takes an account in that is not in it.</summary>
    public void Add(IndexedAccount account) => writer.AddDocument(document.Of(account));

    /// <summary>Takes an account out.</summary>
    public void Remove(long id) => writer.DeleteDocuments(Key(id));

    /// <summary>Lets the next search see what was put in and taken out.</summary>
    public void Show() => searchers.MaybeRefreshBlocking();

    /// <summary>Keeps it all on the disk, with the change up to which it has come.</summary>
    public void Keep(long change, long mark)
    {
        writer.SetCommitData(new Dictionary<string, string> { [FormMark] = Form, [ChangeMark] = $"{change}", [DatabaseMark] = $"{mark}" });
        writer.Commit();
    }

    /// <summary>The nearest accounts, and among those as near the badge and the followers first.</summary>
    /// <param name="typed">What to look for.</param>
    /// <param name="after">The last one seen; null from the beginning.</param>
    /// <param name="most">How many at most.</param>
    public IReadOnlyList<AccountHit> Find(string typed, AccountHit? after, int most)
    {
        var words = AccountWords.Of(typed);
        var found = new List<AccountHit>();
        var passed = new BooleanQuery();
        var searcher = searchers.Acquire();
        try
        {
            foreach (var nearness in Enum.GetValues<Nearness>())
            {
                if (Ask(searcher, nearness, words, typed) is not { } asked || (nearness == Nearness.Misspelled && IsRight(searcher, words, typed)))
                    continue;
                // Once: what is misspelled is looked for in all the words there are.
                var query = searcher.Rewrite(asked);
                if (after is null || nearness >= after.Value.Nearness)
                    Collect(searcher, nearness, query, passed, after?.Nearness == nearness ? after : null, most, found);
                if (found.Count >= most)
                    break;
                passed.Add(query, Occur.MUST_NOT);
            }
        }
        finally
        {
            searchers.Release(searcher);
        }

        return found;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        searchers.Dispose();
        writer.Dispose();
        folder.Dispose();
        reading.Dispose();
        asking.Dispose();
    }

    private void Collect(IndexSearcher searcher, Nearness nearness, Query query, BooleanQuery passed, AccountHit? after, int most, List<AccountHit> found)
    {
        foreach (var part in Width(searcher, query) < Wide ? Whole : AccountDocument.Parts)
        {
            if (found.Count >= most)
                return;
            var asked = new BooleanQuery { { query, Occur.MUST } };
            if (part is not null)
                asked.Add(One("part", part), Occur.MUST);
            foreach (var clause in passed.Clauses)
                asked.Add(clause);
            // No document's number: whoever is at the same place by rank and id is the one that was seen.
            var hits = after is { } last
                ? searcher.SearchAfter(new FieldDoc(int.MaxValue, float.NaN, [J2N.Numerics.Int64.GetInstance(last.Rank), J2N.Numerics.Int64.GetInstance(last.Id)]), asked, null, most - found.Count, order)
                : searcher.Search(asked, null, most - found.Count, order);
            found.AddRange(hits.ScoreDocs.Cast<FieldDoc>().Select(hit => new AccountHit(nearness, Convert.ToInt64(hit.Fields[0]), Convert.ToInt64(hit.Fields[1]))));
        }
    }

    // How many there may be, for what is known at once; 0 where it would have to be looked for.
    private static int Width(IndexSearcher searcher, Query query) => query switch
    {
        TermQuery term => searcher.IndexReader.DocFreq(term.Term),
        BooleanQuery { Clauses: var clauses } when clauses.Any(clause => clause.Occur == Occur.MUST) => clauses.Where(clause => clause.Occur == Occur.MUST).Min(clause => Width(searcher, clause.Query)),
        BooleanQuery { Clauses: var clauses } => clauses.Sum(clause => Width(searcher, clause.Query)),
        _ => 0,
    };

    private Query? Ask(IndexSearcher searcher, Nearness nearness, AccountWords words, string typed) => words.Count == 0 ? null : nearness switch
    {
        Nearness.Exact => Any([One("exact", typed.ToLowerInvariant()), One("exact", words.Written)]),
        Nearness.Name => Begins(searcher, words.Written),
        Nearness.Alike => Any(Alike(searcher, words)),
        Nearness.Misspelled => Misspelled(words),
        _ => new QueryBuilder(asking).CreateBooleanQuery("words", typed, Occur.MUST),
    };

    // Asked anew for each part of the list, so that all parts agree.
    private bool IsRight(IndexSearcher searcher, AccountWords words, string typed) =>
        new[] { Nearness.Exact, Nearness.Name }.Any(nearness => Ask(searcher, nearness, words, typed) is { } right && searcher.Search(right, 1).TotalHits > 0);

    private static IEnumerable<Query> Alike(IndexSearcher searcher, AccountWords words)
    {
        var written = words.Written;
        foreach (var sound in words.Sounds.Where(sound => sound != written))
            yield return Begins(searcher, sound);
        if (words.IsPlain && written.Length is >= 2 and <= AccountName.MaxUnits)
            yield return new PrefixQuery(new Term("initials", written));
    }

    // Of the usual reading alone: each other one would be another walk through all the words there are.
    private static FuzzyQuery? Misspelled(AccountWords words) => words.Sounds is [{ Length: >= AccountDocument.MisspelledFrom } usual, ..]
        ? new FuzzyQuery(new Term("word", usual), usual.Length >= MisspelledTwiceFrom ? 2 : 1, prefixLength: 1, MostMisspellings, transpositions: true)
        : null;

    // What is longer than the beginnings that stand in the index is looked for among all names; unless it is a word of very many, which alone
    // fill the page.
    private static Query Begins(IndexSearcher searcher, string text)
    {
        var word = One("beginning", text);
        return text.Length <= AccountDocument.ShortBeginning(text) || Width(searcher, word) >= Wide ? word : new PrefixQuery(new Term("name", text));
    }

    private static TermQuery One(string field, string text) => new TermQuery(new Term(field, text));

    private static BooleanQuery? Any(IEnumerable<Query> queries)
    {
        var any = new BooleanQuery();
        foreach (var query in queries)
            any.Add(query, Occur.SHOULD);
        return any.Clauses.Count > 0 ? any : null;
    }

    private static Term Key(long id) => new("key", AccountDocument.Key(id));

    // Chinese has no spaces: each two neighbours are a word. One alone is asked for alone, so those stand in the index too.
    private static Analyzer Words(bool singly) => Analyzer.NewAnonymous((_, reader) =>
    {
        var source = new StandardTokenizer(LuceneVersion.LUCENE_48, reader);
        TokenStream words = new LowerCaseFilter(LuceneVersion.LUCENE_48, new CJKWidthFilter(source));
        return new TokenStreamComponents(source, new CJKBigramFilter(words, (CJKScript)0xff, singly));
    });
}
