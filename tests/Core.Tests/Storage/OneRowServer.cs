using System.Collections;
using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Weixin;

namespace WeixinWeChat.Core.Tests.Storage;

/// <summary>
/// A SQL Server that is never reached: it takes down what it is asked, and has one of whatever it is asked for, so that operations go on to
/// what they say next. What it answers makes little sense; what operations make of it does not matter.
/// </summary>
internal sealed class OneRowServer : IDbContextFactory<PortalDb>
{
    // Of one statement: whoever reads piece by piece comes to an end.
    private const int MostAnswers = 2;

    private readonly Dictionary<string, int> answered = [];
    private readonly Commands commands;
    private long inserted = 1;

    public OneRowServer() => commands = new(this);

    public List<string> Statements { get; } = [];

    /// <summary>Where operations have broken off.</summary>
    public List<string> Oddities { get; } = [];

    /// <summary>What stands in a column, where it matters; anything else holds 1.</summary>
    public Dictionary<string, object> Values { get; } = new()
    {
        ["Standing"] = "Verified",
        ["Blocked"] = false,
        ["Plan"] = "####\n####",
        ["Seats"] = "101",
        ["Balance"] = 10_000L,
        ["Fen"] = 100L,
        ["RefundedFen"] = 0L,
    };

    /// <summary>Columns that hold nothing.</summary>
    public HashSet<string> Empty { get; } = ["CancelledAt", "SettledAt", "EndedAt", "UsedAt", "ClosedAt", "ReplacesId", "AskedId", "PaymentCode", "TakenById", "OpenFor", "UnfollowedAt"];

    /// <summary>Questions that find nothing, by a part of their text.</summary>
    public List<string> Without { get; } = [];

    /// <summary>Columns whose times are still to come.</summary>
    public HashSet<string> Later { get; } = ["ExpiresAt", "EndsAt", "HeldUntil", "StartsAt", "VerifiedUntil"];

    // One statement at a time, so that each has its answer.
    public PortalDb CreateDbContext() => new WeixinSqlServerDb(new DbContextOptionsBuilder<WeixinSqlServerDb>()
        .UseSqlServer(new NoConnection(), contextOwnsConnection: true, server => server.MaxBatchSize(1)).AddInterceptors(commands).Options);

    /// <summary>Lets an operation say what it says, and takes no offence at what becomes of it.</summary>
    public async Task Hear(Func<Task> operation)
    {
        answered.Clear();
        try
        {
            await operation();
        }
        catch (Exception error)
        {
            // One row of everything is no world.
            Oddities.Add($"{error.GetType().Name}: {error.Message.Split('\n')[0]} {error.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains("WeixinWeChat.Weixin"))?.Trim()}");
        }
    }

    // What a form or a posting has done before is looked for first, and then nothing more is done.
    private bool Has(string sql)
    {
        if (!sql.StartsWith("SELECT", StringComparison.Ordinal))
            return true;
        answered[sql] = answered.GetValueOrDefault(sql) + 1;
        return answered[sql] <= MostAnswers && !Without.Exists(sql.Contains) && !Regex.IsMatch(sql, @"\[FormKey\] = @|\[OpenFor\] = @|\[LedgerEntries\] AS \[l\]\s+WHERE \[l\]\.\[Key\] = @");
    }

    private sealed class NoConnection : DbConnection
    {
        private bool open;

        [AllowNull]
        public override string ConnectionString { get; set; } = "Server=none";

        public override string Database => "none";

        public override string DataSource => "none";

        public override string ServerVersion => "16.00.1000";

        public override ConnectionState State => open ? ConnectionState.Open : ConnectionState.Closed;

        public override void Open() => open = true;

        public override void Close() => open = false;

        public override void ChangeDatabase(string databaseName) => throw new NotSupportedException();

        protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => new NoTransaction(this);

        protected override DbCommand CreateDbCommand() => new Unsent();
    }

    private sealed class Commands(OneRowServer server) : DbCommandInterceptor
    {
        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            server.Statements.Add(command.CommandText);
            return new(InterceptionResult<DbDataReader>.SuppressWithResult(new Answer(server, command.CommandText, server.Has(command.CommandText))));
        }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            server.Statements.Add(command.CommandText);
            return new(InterceptionResult<int>.SuppressWithResult(1));
        }
    }

    private sealed class NoTransaction(DbConnection connection) : DbTransaction
    {
        public override IsolationLevel IsolationLevel => IsolationLevel.ReadCommitted;

        protected override DbConnection DbConnection => connection;

        public override void Commit()
        {
        }

        public override void Rollback()
        {
        }
    }

    private sealed class Unsent : DbCommand
    {
        private readonly SqlCommand inner = new();

        [AllowNull]
        public override string CommandText { get; set; } = "";

        public override int CommandTimeout { get; set; }

        public override CommandType CommandType { get; set; } = CommandType.Text;

        public override bool DesignTimeVisible { get; set; }

        public override UpdateRowSource UpdatedRowSource { get; set; }

        protected override DbConnection? DbConnection { get; set; }

        protected override DbTransaction? DbTransaction { get; set; }

        protected override DbParameterCollection DbParameterCollection => inner.Parameters;

        public override void Cancel()
        {
        }

        public override void Prepare()
        {
        }

        // The marks within a transaction, which pass by the listener.
        public override int ExecuteNonQuery() => 0;

        public override object ExecuteScalar() => throw new NotSupportedException();

        protected override DbParameter CreateDbParameter() => inner.CreateParameter();

        protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                inner.Dispose();
            base.Dispose(disposing);
        }
    }

    /// <summary>One row, whose columns are whatever they are asked for as.</summary>
    private sealed class Answer(OneRowServer server, string sql, bool has) : DbDataReader
    {
        private readonly IReadOnlyList<string> columns = Columns(sql);
        private bool left = has || Regex.IsMatch(sql, @"^SELECT (COUNT|CASE|COALESCE|MAX|MIN|SUM)");

        public override int Depth => 0;

        public override int FieldCount => Math.Max(columns.Count, 1);

        public override bool HasRows => left;

        public override bool IsClosed => false;

        public override int RecordsAffected => 1;

        public override object this[int ordinal] => GetValue(ordinal);

        public override object this[string name] => GetValue(GetOrdinal(name));

        public override bool Read()
        {
            var now = left;
            left = false;
            return now;
        }

        public override bool NextResult() => false;

        public override string GetName(int ordinal) => ordinal < columns.Count ? columns[ordinal] : "";

        public override int GetOrdinal(string name) => columns.ToList().IndexOf(name);

        public override bool IsDBNull(int ordinal) => server.Empty.Contains(GetName(ordinal));

        public override bool GetBoolean(int ordinal) => Known(ordinal) as bool? ?? has;

        public override string GetString(int ordinal) => Known(ordinal) as string ?? "1";

        public override int GetInt32(int ordinal) => Known(ordinal) as int? ?? (sql.StartsWith("SELECT COUNT", StringComparison.Ordinal) ? 0 : 1);

        // Each new row has a number of its own.
        public override long GetInt64(int ordinal) => sql.Contains("INSERT INTO", StringComparison.Ordinal) ? ++server.inserted
            : Known(ordinal) as long? ?? (sql.StartsWith("SELECT COUNT", StringComparison.Ordinal) ? 0 : 1);

        public override DateTime GetDateTime(int ordinal) => TimeProvider.System.UtcNow.AddHours(server.Later.Contains(GetName(ordinal)) ? 2 : -2);

        public override Guid GetGuid(int ordinal) => Guid.Empty;

        public override byte GetByte(int ordinal) => 1;

        public override char GetChar(int ordinal) => '1';

        public override short GetInt16(int ordinal) => 1;

        public override decimal GetDecimal(int ordinal) => 1;

        public override double GetDouble(int ordinal) => 1;

        public override float GetFloat(int ordinal) => 1;

        public override object GetValue(int ordinal) => Known(ordinal) ?? 1L;

        public override int GetValues(object[] values) => 0;

        public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) => 0;

        public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) => 0;

        public override string GetDataTypeName(int ordinal) => "";

        public override Type GetFieldType(int ordinal) => typeof(object);

        public override IEnumerator GetEnumerator() => Array.Empty<object>().GetEnumerator();

        private object? Known(int ordinal) => server.Values.GetValueOrDefault(GetName(ordinal));

        // The names of what is selected, as far as they are columns.
        private static List<string> Columns(string sql)
        {
            var names = new List<string>();
            if (!sql.StartsWith("SELECT ", StringComparison.Ordinal))
                return names;
            var (depth, begin) = (0, "SELECT ".Length);
            for (var at = begin; at < sql.Length; at++)
            {
                depth += sql[at] switch { '(' => 1, ')' => -1, _ => 0 };
                var ends = depth == 0 && string.CompareOrdinal(sql, at, "\nFROM ", 0, 6) == 0;
                if (!ends && !(depth == 0 && sql[at] == ','))
                    continue;
                names.Add(Regex.Match(sql[begin..at].TrimEnd(), @"\[(\w+)\]$").Groups[1].Value);
                begin = at + 1;
                if (ends)
                    break;
            }

            return names;
        }
    }
}
