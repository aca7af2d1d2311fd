using System.Diagnostics;
using System.Globalization;
using Lucene.Net.Analysis.Core;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Store;
using Lucene.Net.Util;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Search;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Benchmarks;

/// <summary>
/// Searches among a million accounts as people type them: whole names and parts, pinyin and its first letters, misspelled, words of the
/// introduction, handles. Through the operation that the page asks, database and all; against the bare look-up of a name in an index.
/// </summary>
internal static class Searching
{
    private const int Accounts = 1_000_000;
    private const int EachKind = 400;
    private const int Together = 10_000;

    private static readonly (string Written, string Sound)[] Places =
    [
        ("北京", "beijing"), ("上海", "shanghai"), ("广州", "guangzhou"), ("深圳", "shenzhen"), ("杭州", "hangzhou"), ("重庆", "chongqing"), ("西安", "xian"), ("长沙", "changsha"),
        ("厦门", "xiamen"), ("青岛", "qingdao"), ("大连", "dalian"), ("昆明", "kunming"), ("苏州", "suzhou"), ("宁波", "ningbo"), ("福州", "fuzhou"), ("贵阳", "guiyang"),
        ("Harbour", "harbour"), ("Northern", "northern"), ("Golden", "golden"), ("Lantern", "lantern"), ("Island", "island"), ("Silver", "silver"), ("Garden", "garden"), ("River", "river"),
    ];

    private static readonly (string Written, string Sound)[] Middles =
    [
        ("山", "shan"), ("水", "shui"), ("云", "yun"), ("月", "yue"), ("星", "xing"), ("海", "hai"), ("林", "lin"), ("花", "hua"), ("龙", "long"), ("凤", "feng"), ("金", "jin"), ("玉", "yu"),
        ("春", "chun"), ("秋", "qiu"), ("明", "ming"), ("和", "he"), ("安", "an"), ("福", "fu"), ("德", "de"), ("文", "wen"), ("新", "xin"), ("百", "bai"), ("万", "wan"), ("东", "dong"),
        ("Otter", "otter"), ("Maple", "maple"), ("Willow", "willow"), ("Falcon", "falcon"), ("Amber", "amber"), ("Cedar", "cedar"), ("Coral", "coral"), ("Juniper", "juniper"),
    ];

    private static readonly (string Written, string Sound)[] Trades =
    [
        ("茶馆", "chaguan"), ("书店", "shudian"), ("音乐", "yinyue"), ("银行", "yinhang"), ("火锅", "huoguo"), ("旅行", "lvxing"), ("咖啡", "kafei"), ("医院", "yiyuan"), ("学校", "xuexiao"),
        ("超市", "chaoshi"), ("电影", "dianying"), ("汽车", "qiche"), ("Coffee", "coffee"), ("Bakery", "bakery"), ("Travel", "travel"), ("Museum", "museum"), ("Records", "records"), ("Outfitters", "outfitters"),
    ];

    private static readonly string[] Words =
        ["新品", "优惠", "会员", "服务", "官方", "生活", "资讯", "品质", "传统", "手工", "handmade", "official", "news", "offers", "members", "seasonal", "workshop", "delivery", "tradition", "community"];

    public static async Task Run()
    {
        using var dbs = TestDb.WeChat();
        var dice = new Random(20261130);
        var watch = Stopwatch.StartNew();
        var names = await Fill(dbs, dice);
        Console.WriteLine($"{Accounts} accounts written in {watch.Elapsed.TotalSeconds:0} s");
        using var indexer = new AccountIndexer(dbs, dbs.Policy, TimeProvider.System, Path.Combine(dbs.DataDirectory, "search"));
        var search = new SearchOperations(dbs, dbs.Policy, indexer);
        watch.Restart();
        while (await search.Search("nobody is called so") is null)
        {
        }

        var made = watch.Elapsed;
        watch.Restart();
        await indexer.Keep();
        var kept = watch.Elapsed;
        using var bare = new Bare(names);

        var asked = Questions(names, dice).ToList();
        foreach (var (_, typed, _) in asked.Take(EachKind))
            await search.Search(typed);
        var (took, missed) = (new List<(string Kind, double Time)>(), 0);
        foreach (var (kind, typed, wanted) in asked)
        {
            var begun = Stopwatch.GetTimestamp();
            var found = await search.Search(typed);
            took.Add((kind, Stopwatch.GetElapsedTime(begun).TotalMilliseconds));
            if (wanted is not null && found!.Items.All(card => card.Name != wanted))
                missed++;
        }

        var looked = new List<double>();
        foreach (var (_, _, _) in asked)
        {
            var name = names[dice.Next(names.Count)];
            var begun = Stopwatch.GetTimestamp();
            bare.Find(name);
            looked.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }

        foreach (var kind in took.GroupBy(one => one.Kind))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {kind.Key,-28} p50 {At(kind.Select(one => one.Time), 0.5),7:0.00} ms   p95 {At(kind.Select(one => one.Time), 0.95),7:0.00} ms"));
        var all = took.ConvertAll(one => one.Time);
        Figures.Print("index made", made.TotalSeconds, "s");
        Figures.Print("index kept on the disk", kept.TotalSeconds, "s");
        Figures.Print("index on the disk", new DirectoryInfo(Path.Combine(dbs.DataDirectory, "search")).EnumerateFiles().Sum(file => file.Length) / 1e6, "MB");
        Figures.Print("whole names and handles not on the first page", missed, "accounts");
        Figures.Print("search p50", At(all, 0.5), "ms");
        Figures.Print("search p95", At(all, 0.95), "ms");
        Figures.Print("search p99", At(all, 0.99), "ms");
        Figures.Print("bare look-up p95", At(looked, 0.95), "ms");
        Figures.Print("search / bare look-up, p95", At(all, 0.95) / At(looked, 0.95), "ratio");
    }

    private static double At(IEnumerable<double> values, double part)
    {
        var sorted = values.Order().ToArray();
        return sorted[(int)(part * (sorted.Length - 1))];
    }

    private static IEnumerable<(string Kind, string Typed, string? Wanted)> Questions(List<string> names, Random dice)
    {
        var all = Enumerable.Range(0, EachKind).SelectMany(_ =>
        {
            var number = dice.Next(names.Count);
            var name = names[number];
            var (place, middle, trade) = (Places[dice.Next(Places.Length)], Middles[dice.Next(Middles.Length)], Trades[dice.Next(Trades.Length)]);
            return new (string, string, string?)[]
            {
                ("whole name", name, name),
                ("handle", Handle(number), name),
                ("beginning of a name", place.Written + middle.Written, null),
                ("one character or letter", middle.Written[..1], null),
                ("one word", trade.Written, null),
                ("pinyin or letters, whole", place.Sound + middle.Sound + trade.Sound, null),
                ("pinyin or letters, begun", (middle.Sound + trade.Sound)[..Math.Min(4, middle.Sound.Length + trade.Sound.Length)], null),
                ("first letters", $"{place.Sound[0]}{middle.Sound[0]}{trade.Sound[0]}", null),
                ("misspelled", Misspelled(place.Sound + middle.Sound + trade.Sound, dice), null),
                ("misspelled, one word", Misspelled(trade.Sound, dice), null),
                ("introduction", $"{Words[dice.Next(Words.Length)]} {Words[dice.Next(Words.Length)]}", null),
                ("introduction, one word", Words[dice.Next(Words.Length)], null),
                ("nothing like it", $"q{dice.Next():x}", null),
            };
        }).ToArray();
        dice.Shuffle(all);
        return all;
    }

    // A letter left out, doubled, or changed with its neighbour; never the first.
    private static string Misspelled(string word, Random dice)
    {
        var at = 1 + dice.Next(word.Length - 2);
        return dice.Next(3) switch
        {
            0 => word.Remove(at, 1),
            1 => word.Insert(at, word[at..(at + 1)]),
            _ => word[..at] + word[at + 1] + word[at] + word[(at + 2)..],
        };
    }

    private static string Handle(int number) => $"gh_{number:x12}";

    // A name for each: three words and, once these are used up, a number.
    private static async Task<List<string>> Fill(TestDb dbs, Random dice)
    {
        var names = new List<string>(Accounts);
        await using var db = dbs.CreateDbContext();
        await db.Database.OpenConnectionAsync();
        var kinds = Places.Length * Middles.Length * Trades.Length;
        for (var number = 0; number < Accounts;)
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await using var insert = db.Database.GetDbConnection().CreateCommand();
            insert.Transaction = transaction.GetDbTransaction();
            insert.CommandText = """
                INSERT INTO "OfficialAccounts" ("AppId", "OriginalId", "QrTicket", "Version", "Edition", "Type", "Name", "NameKey", "Introduction", "FollowerCount", "Standing", "TimeZone", "Currency", "RegisteredAt", "ChangesMonth", "IntroductionChanges", "AvatarChanges")
                VALUES ($app, $handle, $ticket, $version, 'WeChat', 'Service', $name, $key, $words, $followers, $standing, 'Asia/Shanghai', 'CNY', '2026-11-30 00:00:00', 0, 0, 0)
                """;
            var values = ((string[])["$app", "$handle", "$ticket", "$version", "$name", "$key", "$words", "$followers", "$standing"]).Select(name =>
            {
                var value = insert.CreateParameter();
                value.ParameterName = name;
                insert.Parameters.Add(value);
                return value;
            }).ToArray();
            for (var end = number + Together; number < end; number++)
            {
                var (place, middle, trade) = (Places[number % Places.Length], Middles[number / Places.Length % Middles.Length], Trades[number / Places.Length / Middles.Length % Trades.Length]);
                var name = $"{place.Written}{(char.IsAscii(place.Written[0]) ? " " : "")}{middle.Written}{(char.IsAscii(middle.Written[0]) ? " " : "")}{trade.Written}{(number < kinds ? "" : $"{number / kinds}")}";
                names.Add(name);
                object[] row =
                [
                    $"wx{number:x16}", Handle(number), $"{number:0000000000000000000000}", $"{new Guid(number, 0, 0, new byte[8])}".ToUpperInvariant(), name, AccountName.KeyOf(name),
                    string.Join(' ', Enumerable.Range(0, 4).Select(_ => Words[dice.Next(Words.Length)])),
                    (long)Math.Pow(10, dice.NextDouble() * 6), dice.Next(10) == 0 ? "Verified" : "Activated",
                ];
                foreach (var (value, parameter) in row.Zip(values))
                    parameter.Value = value;
                await insert.ExecuteNonQueryAsync();
            }

            await transaction.CommitAsync();
        }

        return names;
    }

    /// <summary>An index of nothing but names, asked for one of them.</summary>
    private sealed class Bare : IDisposable
    {
        private readonly DirectoryInfo folder = System.IO.Directory.CreateTempSubdirectory("bare-");
        private readonly FSDirectory files;
        private readonly DirectoryReader reader;
        private readonly IndexSearcher searcher;

        public Bare(List<string> names)
        {
            files = FSDirectory.Open(folder);
            using (var writer = new IndexWriter(files, new IndexWriterConfig(LuceneVersion.LUCENE_48, new KeywordAnalyzer())))
            {
                foreach (var name in names)
                    writer.AddDocument([new StringField("name", name, Field.Store.NO)]);
                writer.Commit();
            }

            reader = DirectoryReader.Open(files);
            searcher = new(reader);
        }

        public int Find(string name) => searcher.Search(new TermQuery(new Term("name", name)), SearchOperations.PageSize).TotalHits;

        public void Dispose()
        {
            reader.Dispose();
            files.Dispose();
            folder.Delete(recursive: true);
        }
    }
}
