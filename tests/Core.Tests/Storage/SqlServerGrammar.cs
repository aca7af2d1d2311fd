using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace WeixinWeChat.Core.Tests.Storage;

/// <summary>SQL Server's own grammar, where no server is to be had.</summary>
internal static class SqlServerGrammar
{
    /// <summary>What the grammar says against a statement.</summary>
    public static IEnumerable<string> Faults(string sql)
    {
        new TSql160Parser(initialQuotedIdentifiers: true).Parse(new StringReader(sql), out var errors);
        return errors.Select(error => $"{error.Message} in {sql}");
    }
}
