using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Campaigns;
using WeixinWeChat.Core.Chats;
using WeixinWeChat.Core.Comments;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Friends;
using WeixinWeChat.Core.Games;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Search;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;
using WeixinWeChat.Weixin;
using WeixinWeChat.Weixin.CardsAndOffers;
using WeixinWeChat.Weixin.Ledger;
using WeixinWeChat.Weixin.Wallet;

namespace WeixinWeChat.Core.Tests.Storage;

/// <summary>What the operations would say to a SQL Server is T-SQL: said to a connection that is never opened, and read by the server's grammar.</summary>
public sealed class SqlServerStatementTests
{
    [Fact]
    public void Every_statement_of_delivery_that_is_written_by_hand_is_T_SQL()
    {
        var statements = typeof(PortalDb).Assembly.GetType("WeixinWeChat.Core.Campaigns.DeliverySql", throwOnError: true)!
            .GetMethods(BindingFlags.Static | BindingFlags.Public)
            .Select(method => (string)method.Invoke(null, [false])!)
            .Select(sql => Regex.Replace(sql, @"\{(\d)\}", "@p$1")).ToList();

        statements.Should().HaveCountGreaterThan(3).And.NotContain(sql => sql.Contains('"'), "brackets hold whatever a session says about quoted names");
        statements.SelectMany(SqlServerGrammar.Faults).Should().BeEmpty();
    }

    [Fact]
    public async Task What_subscribers_and_workers_ask_is_T_SQL()
    {
        var said = new Listener();
        var (clock, edition) = (TimeProvider.System, EditionPolicy.Weixin);
        var follows = new FollowOperations(said, edition, clock);

        var folder = Directory.CreateTempSubdirectory("search-");
        using (var indexer = new AccountIndexer(said, edition, clock, folder.FullName))
        {
            await new SearchOperations(said, edition, indexer).Search("tea");
            await indexer.Keep();
        }

        folder.Delete(recursive: true);
        await new DirectoryOperations(said, edition).ByAppId(1, "wx0000000000000000", WayIn.Link);
        await follows.Followed(1);
        await follows.Mark(1);
        var chats = new ChatOperations(said, edition, clock);
        await chats.List(1, AccountType.Service);
        await chats.Folder(1);
        await chats.Open(1, "wx0000000000000000");
        await chats.See(1, "wx0000000000000000");
        await chats.Unread(1);
        await chats.Mark(1);
        var comments = new CommentOperations(said, new VisitOperations(said, edition, clock), new(), new(), clock);
        await comments.Mine(1, Ids.Code());
        await comments.Read(1, Ids.Code());
        using (var tries = new CodeTries(new()))
        {
            var code = Ids.Code();
            var (friends, requests) = (new FriendOperations(said, clock), new FriendRequestOperations(said, tries, new(), clock));
            await friends.List(1, "tea", code);
            await friends.Find(1, code);
            await friends.Blocked(1, code);
            await requests.Look(1, ScanCode.New());
            await requests.Waiting(1, code);
            await requests.Sent(1);
            await requests.Count(1);
            await requests.Mark(1);
        }

        await new VisitOperations(said, edition, clock).Open(1, Ids.Code());
        await new DeliveryOperations(said, clock, new DeliverySignal()).Unfinished();
        await new DeliveryOperations(said, clock, new DeliverySignal()).EndOver();
        await new StandingOperations(said, clock).ExpireOver();
        await new ResultOperations(said).Find(Person.System, "wx0000000000000000", Ids.Code());
        await new FollowerOperations(said).List(Person.System, "wx0000000000000000");
        var catalogue = new CatalogueOperations(said, edition, null!, clock);
        await catalogue.List(Person.System, EntryState.Shown);
        await catalogue.OwnCatalogues(Person.System);
        await catalogue.Find(Person.System, Ids.Code());
        await new GameOperations(said, new(), clock).Forget();

        said.Statements.Should().HaveCountGreaterThan(8);
        said.Statements.SelectMany(SqlServerGrammar.Faults).Should().BeEmpty();
    }

    [Fact]
    public async Task What_wallets_and_the_proof_of_the_books_ask_is_T_SQL()
    {
        var said = new Listener();
        await using var db = said.CreateDbContext();

        (await Books.FirstFault(db)).Should().BeNull();
        await Books.Balance(db, LedgerParty.Wallet(1));
        var wallets = new WalletOperations(said, null!, null!, null!, EditionPolicy.Weixin, new(), TimeProvider.System);
        await wallets.Find(1);
        foreach (var filter in Enum.GetValues<HistoryFilter>())
            await wallets.History(1, 9, filter, HistoryKind.Bank, new(2026, 11, 1));
        var orders = new BankOperations(said, null!, null!, null!, null!, new(), TimeProvider.System, NullLogger<BankOperations>.Instance);
        await orders.Order(1, Ids.Code());
        await orders.AskAgain();
        await new TransferOperations(said, null!, null!, null!, null!, null!, new(), TimeProvider.System, NullLogger<TransferOperations>.Instance).ReturnOver();
        said.Statements.Add(db.WalletsOfPerson(1).ToQueryString());

        said.Statements.Should().HaveCountGreaterThan(8);
        said.Statements.SelectMany(SqlServerGrammar.Faults).Should().BeEmpty();
    }

    [Fact]
    public async Task What_cards_ask_is_T_SQL()
    {
        var said = new Listener();
        var (clock, card, copy) = (TimeProvider.System, $"p{new string('A', Card.CodeLength - 1)}", CardCode.NewCode());
        var copies = new CopyOperations(said, clock);

        await new Claims(said, null!, clock).Take(1, card, Guid.NewGuid(), ClaimSource.Link);
        await copies.Offer(1, card);
        foreach (var filter in Enum.GetValues<CopyFilter>())
            await copies.List(1, filter, 9);
        await copies.Find(1, copy);
        await copies.EndingSoon(1);
        await new GiftOperations(said, clock).Find(1, Ids.Code());
        await new GiftOperations(said, clock).ReturnOver();
        await new Handouts(said, null!, clock, NullLogger<Handouts>.Instance).Continue();
        await new CardReviews(said, null!, clock).Queue(Person.System, new(clock.UtcNow, 9));
        await new CardReviews(said, null!, clock).Open(Person.System, card);
        await new CardOperations(said, clock).Find(Person.System, "wx0000000000000000", card);

        said.Statements.Should().HaveCountGreaterThan(10);
        said.Statements.SelectMany(SqlServerGrammar.Faults).Should().BeEmpty();
    }

    [Fact]
    public void The_days_of_a_campaign_are_summed_by_the_server()
    {
        using var db = new Listener().CreateDbContext();
        const double Minutes = 480;
        var days = db.CampaignHours.GroupBy(row => row.Hour.AddMinutes(Minutes).Date).Select(day => new { day.Key, Read = day.Sum(row => row.Read) });

        SqlServerGrammar.Faults(days.ToQueryString()).Should().BeEmpty();
    }

    /// <summary>A SQL Server that has nothing: it takes down what it is asked.</summary>
    private sealed class Listener : IDbContextFactory<PortalDb>
    {
        private readonly DbContextOptions<WeixinSqlServerDb> options;

        public Listener() => options = new DbContextOptionsBuilder<WeixinSqlServerDb>().UseSqlServer("Server=none")
            .AddInterceptors(new Closed(), new Commands(Statements)).Options;

        public List<string> Statements { get; } = [];

        public PortalDb CreateDbContext() => new WeixinSqlServerDb(options);

        private sealed class Closed : DbConnectionInterceptor
        {
            public override ValueTask<InterceptionResult> ConnectionOpeningAsync(
                DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) => new(InterceptionResult.Suppress());
        }

        private sealed class Commands(List<string> statements) : DbCommandInterceptor
        {
            public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
                DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
            {
                statements.Add(command.CommandText);
                using var nothing = new DataTable { Locale = CultureInfo.InvariantCulture };
                // Counts and sums have one row; every other question finds none.
                var aggregate = Regex.IsMatch(command.CommandText, @"^SELECT (COUNT|MAX|MIN|SUM)");
                nothing.Columns.Add("Value", command.CommandText.StartsWith("SELECT COUNT", StringComparison.Ordinal) ? typeof(int) : typeof(DateTime));
                if (aggregate)
                    nothing.Rows.Add(nothing.Columns[0].DataType == typeof(int) ? 0 : DBNull.Value);
                return new(InterceptionResult<DbDataReader>.SuppressWithResult(nothing.CreateDataReader()));
            }
        }
    }
}
