using System.Net;
using Microsoft.Data.Sqlite;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Isolation.Tests.Running;

/// <summary>
/// Somebody of one portal, and the other portal with the very same person, session and password in its database: nothing but the keys keeps
/// the one's cookies and tokens out of the other.
/// </summary>
public sealed class Crossing : IAsyncDisposable
{
    /// <summary>The person's address; they are known at both portals.</summary>
    public const string Email = "somebody@example.com";

    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("abroad-");

    private Crossing(Traveller traveller) => Traveller = traveller;

    /// <summary>Whose cookies they are.</summary>
    public Traveller Traveller { get; }

    public RunningPortal Home => Traveller.Home;

    public RunningPortal Abroad { get; private set; } = default!;

    /// <summary>Starts the other portal, with copies of the rows, and of the key files too if <paramref name="withKeys"/> says so.</summary>
    public static async Task<Crossing> Of(Traveller traveller, bool withKeys)
    {
        var crossing = new Crossing(traveller);
        if (withKeys)
        {
            var keys = crossing.data.CreateSubdirectory("keys");
            foreach (var file in Directory.GetFiles(Path.Combine(traveller.Home.DataDirectory, "keys")))
                File.Copy(file, Path.Combine(keys.FullName, Path.GetFileName(file)));
        }

        crossing.Abroad = await RunningPortal.Start(traveller.Home.Policy.Counterpart, dataDirectory: crossing.data.FullName);
        await crossing.CopyRows();
        return crossing;
    }

    /// <summary>Cookies as they would arrive abroad from a careless parent domain: under their own names, and under the ones that are read there.</summary>
    public CookieContainer Carried(CookieContainer cookies)
    {
        var carried = new CookieContainer();
        foreach (Cookie cookie in cookies.GetAllCookies())
        {
            carried.Add(new Cookie(cookie.Name, cookie.Value, "/", Abroad.Address.Host));
            carried.Add(new Cookie(cookie.Name.Replace(Home.Policy.CookiePrefix, Abroad.Policy.CookiePrefix), cookie.Value, "/", Abroad.Address.Host));
        }

        return carried;
    }

    public async ValueTask DisposeAsync()
    {
        await Abroad.DisposeAsync();
        data.Delete(recursive: true);
    }

    private async Task CopyRows()
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(Abroad.DataDirectory, "portal.db")};Foreign Keys=True;Pooling=False");
        await connection.OpenAsync();
        await Run($"ATTACH '{Path.Combine(Home.DataDirectory, "portal.db")}' AS home");
        foreach (var table in new[] { "AspNetUsers", "PersonSessions", "Subscribers" })
        {
            var columns = await Columns(table);
            var copied = string.Join(", ", columns.Select(column => column == "\"Edition\"" ? $"'{Abroad.Policy.Edition}'" : column));
            (await Run($"INSERT INTO main.{table} ({string.Join(", ", columns)}) SELECT {copied} FROM home.{table}")).Should().BePositive();
        }

        async Task<int> Run(string sql)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            return await command.ExecuteNonQueryAsync();
        }

        async Task<List<string>> Columns(string table)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT name FROM pragma_table_info('{table}')";
            await using var reader = await command.ExecuteReaderAsync();
            List<string> columns = [];
            while (await reader.ReadAsync())
                columns.Add($"\"{reader.GetString(0)}\"");
            return columns;
        }
    }
}

/// <summary>Somebody at home: as a portal user, as a subscriber, and in the middle of the subscribers' door.</summary>
public sealed record Traveller(RunningPortal Home, CookieContainer Person, CookieContainer Subscriber, CookieContainer AtTheDoor)
{
    public static async Task<Traveller> At(EditionPolicy policy)
    {
        var home = await RunningPortal.Start(policy);
        var digits = policy == EditionPolicy.Weixin ? "+8613800138" : "+447400123";
        var (_, person) = await home.SignUp("Somebody", Crossing.Email);
        var (_, subscriber) = await home.Enter($"{digits}111");
        var door = new CookieContainer();
        await home.Visitor(door).Send("/app/sign-in", ("Form.Number", $"{digits}112"), ("Form.Region", ""));
        return new(home, person, subscriber, door);
    }
}

/// <summary>All crossings: from each portal to the other, where the other has its own keys, and where it has the first one's key files.</summary>
public sealed class Crossings : IAsyncLifetime
{
    private readonly Dictionary<(Edition From, bool WithKeys), Crossing> made = [];
    private Traveller[] travellers = [];

    public Crossing From(Edition edition, bool withKeys) => made[(edition, withKeys)];

    public async Task InitializeAsync()
    {
        travellers = await Task.WhenAll(EditionPolicy.All.Select(Traveller.At));
        foreach (var traveller in travellers)
        {
            foreach (var withKeys in new[] { false, true })
                made[(traveller.Home.Policy.Edition, withKeys)] = await Crossing.Of(traveller, withKeys);
        }
    }

    public async Task DisposeAsync()
    {
        foreach (var crossing in made.Values)
            await crossing.DisposeAsync();
        foreach (var traveller in travellers)
            await traveller.Home.DisposeAsync();
    }
}
