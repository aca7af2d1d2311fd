using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.WeChat;
using WeixinWeChat.Weixin;

namespace WeixinWeChat.Core.Tests.Storage;

public sealed class MigrationTests
{
    public static TheoryData<string> Databases => ["WeixinSqlite", "WeixinSqlServer", "WeChatSqlite", "WeChatSqlServer"];

    [Theory]
    [MemberData(nameof(Databases))]
    public void No_change_of_the_model_waits_for_a_migration(string database)
    {
        using var db = Open(database);

        db.Database.GetMigrations().Should().NotBeEmpty();
        db.Database.HasPendingModelChanges().Should().BeFalse("a migration is missing: see README, how to add a feature");
    }

    [Theory]
    [InlineData("WeixinSqlServer")]
    [InlineData("WeChatSqlServer")]
    public void The_script_for_SQL_Server_is_T_SQL(string database)
    {
        using var db = Open(database);
        var script = db.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent);

        var tree = new TSql160Parser(initialQuotedIdentifiers: true).Parse(new StringReader(script), out var errors);

        errors.Should().BeEmpty();
        ((TSqlScript)tree).Batches.Sum(batch => batch.Statements.Count).Should().BeGreaterThan(50);
        // What stands in EXEC(N'…') is a text to the grammar: triggers, and what EF must hide until its table is there.
        var hidden = new Executed();
        tree.Accept(hidden);
        hidden.Statements.Should().Contain(sql => sql.Contains("CREATE TRIGGER"));
        hidden.Statements.SelectMany(SqlServerGrammar.Faults).Should().BeEmpty();
    }

    [Theory]
    [InlineData("WeixinSqlServer", "WeChat")]
    [InlineData("WeChatSqlServer", "Weixin")]
    public void A_script_seals_for_its_own_edition_alone(string database, string other)
    {
        using var db = Open(database);
        var script = db.GetService<IMigrator>().GenerateScript();

        script.Should().Contain($"CHECK (\"Edition\" = '{db.Edition}')").And.NotContain($"'{other}'");
    }

    private sealed class Executed : TSqlFragmentVisitor
    {
        public List<string> Statements { get; } = [];

        // A text that is put together with a variable, as EF does to drop a constraint whose name it looks up, is half a statement.
        public override void Visit(ExecutableStringList node)
        {
            if (node.Strings is [StringLiteral text])
                Statements.Add(text.Value);
        }
    }

    private static PortalDb Open(string database) => database switch
    {
        "WeixinSqlite" => new WeixinSqliteDb(new DbContextOptionsBuilder<WeixinSqliteDb>().UseSqlite("Data Source=none").Options),
        "WeixinSqlServer" => new WeixinSqlServerDb(new DbContextOptionsBuilder<WeixinSqlServerDb>().UseSqlServer("Server=none").Options),
        "WeChatSqlite" => new WeChatSqliteDb(new DbContextOptionsBuilder<WeChatSqliteDb>().UseSqlite("Data Source=none").Options),
        _ => new WeChatSqlServerDb(new DbContextOptionsBuilder<WeChatSqlServerDb>().UseSqlServer("Server=none").Options),
    };
}
