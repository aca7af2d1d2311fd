namespace WeixinWeChat.Core.Campaigns;

/// <summary>
/// The statements of delivery that EF Core cannot write, for both engines side by side. {0} campaign, {1} account, {2} after this follower,
/// {3} to this one, {4} now, {5} launched at: all as parameters.
/// </summary>
internal static class DeliverySql
{
    /// <summary>How many followers account {0} has blocked. By hand, since only "Blocked" = 1 word for word finds the index of the blocked.</summary>
    public static string Blocked(bool sqlite) => sqlite
        ? """
          SELECT COUNT(*) AS "Value" FROM "Followings" WHERE "AccountId" = {0} AND "UnfollowedAt" IS NULL AND "Blocked" = 1
          """
        : """
          SELECT COUNT_BIG(*) AS [Value] FROM [Followings] WHERE [AccountId] = {0} AND [UnfollowedAt] IS NULL AND [Blocked] = 1
          """;

    /// <summary>The last of the next {2} followers after {1} of account {0}; null when there are none.</summary>
    public static string EndOfChunk(bool sqlite) => sqlite
        ? """
          SELECT MAX("SubscriberId") AS "Value" FROM (
            SELECT "SubscriberId" FROM "Followings" WHERE "AccountId" = {0} AND "SubscriberId" > {1} ORDER BY "SubscriberId" LIMIT {2}) AS "Next"
          """
        : """
          SELECT MAX([SubscriberId]) AS [Value] FROM (
            SELECT TOP ({2}) [SubscriberId] FROM [Followings] WHERE [AccountId] = {0} AND [SubscriberId] > {1} ORDER BY [SubscriberId]) AS [Next]
          """;

    /// <summary>Delivers to those who came by a link before the delivery came to them: they have a row already.</summary>
    public static string DeliverToReaders(bool sqlite) => Dialect(sqlite,
        """
        UPDATE "Deliveries" SET "DeliveredAt" = {4}
        WHERE "CampaignId" = {0} AND "SubscriberId" > {2} AND "SubscriberId" <= {3} AND "DeliveredAt" IS NULL AND EXISTS (
          SELECT 1 FROM "Followings" WHERE "Followings"."AccountId" = {1} AND "Followings"."SubscriberId" = "Deliveries"."SubscriberId"
            AND "Followings"."UnfollowedAt" IS NULL AND "Followings"."Blocked" = 0 AND "Followings"."FollowedAt" <= {5})
        """);

    /// <summary>Delivers to everybody else of the chunk.</summary>
    public static string Deliver(bool sqlite) => Dialect(sqlite,
        """
        INSERT INTO "Deliveries" ("CampaignId", "SubscriberId", "DeliveredAt")
        SELECT {0}, "Followings"."SubscriberId", {4} FROM "Followings"
        WHERE "Followings"."AccountId" = {1} AND "Followings"."SubscriberId" > {2} AND "Followings"."SubscriberId" <= {3}
          AND "Followings"."UnfollowedAt" IS NULL AND "Followings"."Blocked" = 0 AND "Followings"."FollowedAt" <= {5}
          AND NOT EXISTS (SELECT 1 FROM "Deliveries" WHERE "Deliveries"."CampaignId" = {0} AND "Deliveries"."SubscriberId" = "Followings"."SubscriberId")
        """);

    // The two differ in their quotes alone; brackets hold on a SQL Server whatever its session says about quoted names.
    private static string Dialect(bool sqlite, string sql) => sqlite ? sql : System.Text.RegularExpressions.Regex.Replace(sql, "\"([A-Za-z]+)\"", "[$1]");
}
