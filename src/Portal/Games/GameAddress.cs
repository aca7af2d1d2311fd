namespace WeixinWeChat.Portal.Games;

/// <summary>Addresses of the game centre.</summary>
public static class GameAddress
{
    /// <summary>The catalogue of the reader's region.</summary>
    public const string Home = "/app/games";

    /// <summary>Where the moves of a run are sent: its code follows.</summary>
    public const string Runs = "/app/game-runs/";

    /// <summary>The staff's catalogues.</summary>
    public const string Catalogue = "/platform/games";

    /// <summary>What the query of the board says for that of the reader's friends.</summary>
    public const string Friends = "friends";

    /// <summary>A game.</summary>
    public static string Game(string code) => $"{Home}/{code}";

    /// <summary>Its board.</summary>
    public static string Scores(string code) => $"{Home}/{code}/scores";

    /// <summary>The same of the reader's friends.</summary>
    public static string FriendScores(string code) => $"{Scores(code)}?among={Friends}";

    /// <summary>Where a new run of it is asked for.</summary>
    public static string Start(string code) => $"{Home}/{code}/runs";
}
