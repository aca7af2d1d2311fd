using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Data.Common;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace WeixinWeChat.Tests;

/// <summary>
/// Asks SQLite how it goes about what an operation asks, and refuses what walks through a whole table: in a test there are ten rows and it
/// takes no time, at a platform there are millions.
/// </summary>
internal sealed partial class Plans : DbCommandInterceptor
{
    // A handful of rows, as many as there are staff or cinemas; accounts, whose search looks for a part of a name, and what reviewers count.
    private static readonly FrozenSet<string> Read = FrozenSet.Create("AspNetRoles", "AspNetUserRoles", "AuditHead", "Cinemas", "OfficialAccounts", "VerificationCases");

    private static readonly ConcurrentDictionary<string, string?> Known = new();

    public static Plans Watched { get; } = new();

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Demand(command);
        return new(result);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Demand(command);
        return new(result);
    }

    private static void Demand(DbCommand command)
    {
        if (command is not SqliteCommand { Connection: { } connection } asked || !Asks().IsMatch(asked.CommandText))
            return;
        if (Known.GetOrAdd(asked.CommandText, _ => Scanned(connection, asked)) is { } step)
            throw new InvalidOperationException($"Walks through a whole table ({step}): {asked.CommandText}");
    }

    private static string? Scanned(SqliteConnection connection, SqliteCommand asked)
    {
        using var explain = connection.CreateCommand();
        explain.Transaction = asked.Transaction;
        explain.CommandText = $"EXPLAIN QUERY PLAN {asked.CommandText}";
        foreach (SqliteParameter parameter in asked.Parameters)
            explain.Parameters.Add(new SqliteParameter(parameter.ParameterName, parameter.Value));
        using var plan = explain.ExecuteReader();
        while (plan.Read())
        {
            // Of a part of the statement that was worked out before, whatever its name, all is read: it is as small as it was made.
            if (Scan().Match(plan.GetString(3)) is { Success: true } scan
                && Regex.Match(asked.CommandText, $"\"(\\w+)\" AS \"{scan.Groups[1].Value}\"") is { Success: true } named && !Read.Contains(named.Groups[1].Value))
                return plan.GetString(3);
        }

        return null;
    }

    // New rows are looked at by the keys that point to them; a statement with a tag, or with "WHERE 0", is let through.
    [GeneratedRegex(@"^(SELECT|UPDATE|DELETE)\b(?!.*WHERE 0\b)", RegexOptions.Singleline)]
    private static partial Regex Asks();

    [GeneratedRegex(@"^SCAN (\w+)")]
    private static partial Regex Scan();
}
