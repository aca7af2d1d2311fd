using System;
using Microsoft.EntityFrameworkCore.Migrations;
using WeixinWeChat.Core.Search;

#nullable disable

namespace WeixinWeChat.WeChat.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class AppPage : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "LeftAt",
                table: "Subscribers",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PictureCode",
                table: "Subscribers",
                type: "varchar(22)",
                unicode: false,
                maxLength: 22,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Place",
                table: "Subscribers",
                type: "varchar(5)",
                unicode: false,
                maxLength: 5,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "MutedAt",
                table: "Followings",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "SeenAt",
                table: "Followings",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Comments",
                table: "Campaigns",
                type: "nvarchar(32)",
                maxLength: 32,
                nullable: false,
                defaultValue: "Off");

            migrationBuilder.CreateTable(
                name: "AccountChanges",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    AccountId = table.Column<long>(type: "bigint", nullable: false),
                    Mark = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AccountChanges", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "CatalogueEntries",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Code = table.Column<string>(type: "varchar(22)", unicode: false, maxLength: 22, nullable: false),
                    Game = table.Column<string>(type: "varchar(16)", unicode: false, maxLength: 16, nullable: false),
                    TitleEn = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false),
                    TitleZh = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false),
                    WordsEn = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false),
                    WordsZh = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false),
                    PictureCode = table.Column<string>(type: "varchar(22)", unicode: false, maxLength: 22, nullable: false),
                    FromAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    UntilAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Order = table.Column<int>(type: "int", nullable: false),
                    State = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    Version = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CatalogueEntries", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Comments",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Code = table.Column<string>(type: "varchar(22)", unicode: false, maxLength: 22, nullable: false),
                    AccountId = table.Column<long>(type: "bigint", nullable: false),
                    CampaignId = table.Column<long>(type: "bigint", nullable: false),
                    SubscriberId = table.Column<long>(type: "bigint", nullable: false),
                    FormKey = table.Column<string>(type: "varchar(22)", unicode: false, maxLength: 22, nullable: false),
                    Text = table.Column<string>(type: "nvarchar(600)", maxLength: 600, nullable: false),
                    MadeAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    State = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    PinnedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Reply = table.Column<string>(type: "nvarchar(600)", maxLength: 600, nullable: true),
                    RepliedAt = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Comments", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Comments_Campaigns_CampaignId",
                        column: x => x.CampaignId,
                        principalTable: "Campaigns",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Comments_OfficialAccounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "OfficialAccounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Comments_Subscribers_SubscriberId",
                        column: x => x.SubscriberId,
                        principalTable: "Subscribers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Complaints",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Code = table.Column<string>(type: "varchar(22)", unicode: false, maxLength: 22, nullable: false),
                    AccountId = table.Column<long>(type: "bigint", nullable: false),
                    SubscriberId = table.Column<long>(type: "bigint", nullable: false),
                    FormKey = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Reason = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    Text = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false),
                    CampaignId = table.Column<long>(type: "bigint", nullable: true),
                    AccountName = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false),
                    Introduction = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false),
                    MadeAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    State = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    DecidedById = table.Column<string>(type: "nvarchar(450)", maxLength: 450, nullable: true),
                    DecidedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Answer = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false),
                    Note = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Complaints", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Complaints_Campaigns_CampaignId",
                        column: x => x.CampaignId,
                        principalTable: "Campaigns",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Complaints_OfficialAccounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "OfficialAccounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Complaints_Subscribers_SubscriberId",
                        column: x => x.SubscriberId,
                        principalTable: "Subscribers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Devices",
                columns: table => new
                {
                    Id = table.Column<string>(type: "varchar(22)", unicode: false, maxLength: 22, nullable: false),
                    SubscriberId = table.Column<long>(type: "bigint", nullable: false),
                    Name = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: false),
                    BegunAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    SeenAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Devices", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Devices_Subscribers_SubscriberId",
                        column: x => x.SubscriberId,
                        principalTable: "Subscribers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "FriendBlocks",
                columns: table => new
                {
                    OwnerId = table.Column<long>(type: "bigint", nullable: false),
                    BlockedId = table.Column<long>(type: "bigint", nullable: false),
                    Code = table.Column<string>(type: "varchar(22)", unicode: false, maxLength: 22, nullable: false),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FriendBlocks", x => new { x.OwnerId, x.BlockedId });
                    table.ForeignKey(
                        name: "FK_FriendBlocks_Subscribers_BlockedId",
                        column: x => x.BlockedId,
                        principalTable: "Subscribers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_FriendBlocks_Subscribers_OwnerId",
                        column: x => x.OwnerId,
                        principalTable: "Subscribers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "FriendRequests",
                columns: table => new
                {
                    FromId = table.Column<long>(type: "bigint", nullable: false),
                    ToId = table.Column<long>(type: "bigint", nullable: false),
                    Code = table.Column<string>(type: "varchar(22)", unicode: false, maxLength: 22, nullable: false),
                    Words = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    MadeAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    ExpiresAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    State = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FriendRequests", x => new { x.FromId, x.ToId });
                    table.ForeignKey(
                        name: "FK_FriendRequests_Subscribers_FromId",
                        column: x => x.FromId,
                        principalTable: "Subscribers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_FriendRequests_Subscribers_ToId",
                        column: x => x.ToId,
                        principalTable: "Subscribers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Friendships",
                columns: table => new
                {
                    OwnerId = table.Column<long>(type: "bigint", nullable: false),
                    FriendId = table.Column<long>(type: "bigint", nullable: false),
                    Code = table.Column<string>(type: "varchar(22)", unicode: false, maxLength: 22, nullable: false),
                    Remark = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false),
                    Since = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Friendships", x => new { x.OwnerId, x.FriendId });
                    table.CheckConstraint("CK_Friendships_Two", "\"OwnerId\" <> \"FriendId\"");
                    table.ForeignKey(
                        name: "FK_Friendships_Subscribers_FriendId",
                        column: x => x.FriendId,
                        principalTable: "Subscribers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Friendships_Subscribers_OwnerId",
                        column: x => x.OwnerId,
                        principalTable: "Subscribers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "GameRuns",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Code = table.Column<string>(type: "varchar(22)", unicode: false, maxLength: 22, nullable: false),
                    SubscriberId = table.Column<long>(type: "bigint", nullable: false),
                    Game = table.Column<string>(type: "varchar(16)", unicode: false, maxLength: 16, nullable: false),
                    Seed = table.Column<long>(type: "bigint", nullable: false),
                    StartedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    EndedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Score = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_GameRuns", x => x.Id);
                    table.ForeignKey(
                        name: "FK_GameRuns_Subscribers_SubscriberId",
                        column: x => x.SubscriberId,
                        principalTable: "Subscribers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "GameScores",
                columns: table => new
                {
                    SubscriberId = table.Column<long>(type: "bigint", nullable: false),
                    Game = table.Column<string>(type: "varchar(16)", unicode: false, maxLength: 16, nullable: false),
                    Region = table.Column<string>(type: "varchar(3)", unicode: false, maxLength: 3, nullable: false),
                    Score = table.Column<int>(type: "int", nullable: false),
                    WonAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_GameScores", x => new { x.SubscriberId, x.Game });
                    table.ForeignKey(
                        name: "FK_GameScores_Subscribers_SubscriberId",
                        column: x => x.SubscriberId,
                        principalTable: "Subscribers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PersonalCodes",
                columns: table => new
                {
                    SubscriberId = table.Column<long>(type: "bigint", nullable: false),
                    Code = table.Column<string>(type: "varchar(12)", unicode: false, maxLength: 12, nullable: false),
                    MadeAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PersonalCodes", x => x.SubscriberId);
                    table.ForeignKey(
                        name: "FK_PersonalCodes_Subscribers_SubscriberId",
                        column: x => x.SubscriberId,
                        principalTable: "Subscribers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Portraits",
                columns: table => new
                {
                    Code = table.Column<string>(type: "varchar(22)", unicode: false, maxLength: 22, nullable: false),
                    SubscriberId = table.Column<long>(type: "bigint", nullable: false),
                    Content = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    ContentType = table.Column<string>(type: "varchar(32)", unicode: false, maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Portraits", x => x.Code);
                    table.ForeignKey(
                        name: "FK_Portraits_Subscribers_SubscriberId",
                        column: x => x.SubscriberId,
                        principalTable: "Subscribers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "CatalogueRegions",
                columns: table => new
                {
                    Region = table.Column<string>(type: "varchar(3)", unicode: false, maxLength: 3, nullable: false),
                    Game = table.Column<string>(type: "varchar(16)", unicode: false, maxLength: 16, nullable: false),
                    EntryId = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CatalogueRegions", x => new { x.Region, x.Game });
                    table.ForeignKey(
                        name: "FK_CatalogueRegions_CatalogueEntries_EntryId",
                        column: x => x.EntryId,
                        principalTable: "CatalogueEntries",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Deliveries_SubscriberId_JoinedAt_CampaignId",
                table: "Deliveries",
                columns: new[] { "SubscriberId", "JoinedAt", "CampaignId" },
                filter: "\"JoinedAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_CatalogueEntries_Code",
                table: "CatalogueEntries",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CatalogueEntries_State_Order_Id",
                table: "CatalogueEntries",
                columns: new[] { "State", "Order", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_CatalogueRegions_EntryId",
                table: "CatalogueRegions",
                column: "EntryId");

            migrationBuilder.CreateIndex(
                name: "IX_Comments_AccountId_CampaignId_PinnedAt",
                table: "Comments",
                columns: new[] { "AccountId", "CampaignId", "PinnedAt" },
                filter: "\"PinnedAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Comments_AccountId_Id",
                table: "Comments",
                columns: new[] { "AccountId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Comments_AccountId_State_Id",
                table: "Comments",
                columns: new[] { "AccountId", "State", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Comments_CampaignId_Id",
                table: "Comments",
                columns: new[] { "CampaignId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Comments_CampaignId_State_Id",
                table: "Comments",
                columns: new[] { "CampaignId", "State", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Comments_Code",
                table: "Comments",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Comments_SubscriberId_CampaignId_State_Id",
                table: "Comments",
                columns: new[] { "SubscriberId", "CampaignId", "State", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Comments_SubscriberId_FormKey",
                table: "Comments",
                columns: new[] { "SubscriberId", "FormKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Comments_SubscriberId_MadeAt_Id",
                table: "Comments",
                columns: new[] { "SubscriberId", "MadeAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Complaints_AccountId_State",
                table: "Complaints",
                columns: new[] { "AccountId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_Complaints_CampaignId",
                table: "Complaints",
                column: "CampaignId");

            migrationBuilder.CreateIndex(
                name: "IX_Complaints_Code",
                table: "Complaints",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Complaints_DecidedAt_Id",
                table: "Complaints",
                columns: new[] { "DecidedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Complaints_State_MadeAt_Id",
                table: "Complaints",
                columns: new[] { "State", "MadeAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Complaints_SubscriberId_AccountId",
                table: "Complaints",
                columns: new[] { "SubscriberId", "AccountId" },
                unique: true,
                filter: "\"State\" = 'Waiting'");

            migrationBuilder.CreateIndex(
                name: "IX_Complaints_SubscriberId_FormKey",
                table: "Complaints",
                columns: new[] { "SubscriberId", "FormKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Complaints_SubscriberId_MadeAt",
                table: "Complaints",
                columns: new[] { "SubscriberId", "MadeAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Devices_SubscriberId_SeenAt",
                table: "Devices",
                columns: new[] { "SubscriberId", "SeenAt" });

            migrationBuilder.CreateIndex(
                name: "IX_FriendBlocks_BlockedId",
                table: "FriendBlocks",
                column: "BlockedId");

            migrationBuilder.CreateIndex(
                name: "IX_FriendBlocks_Code",
                table: "FriendBlocks",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_FriendBlocks_OwnerId_At_BlockedId",
                table: "FriendBlocks",
                columns: new[] { "OwnerId", "At", "BlockedId" });

            migrationBuilder.CreateIndex(
                name: "IX_FriendRequests_Code",
                table: "FriendRequests",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_FriendRequests_FromId_MadeAt",
                table: "FriendRequests",
                columns: new[] { "FromId", "MadeAt" });

            migrationBuilder.CreateIndex(
                name: "IX_FriendRequests_ToId_State_MadeAt_FromId",
                table: "FriendRequests",
                columns: new[] { "ToId", "State", "MadeAt", "FromId" });

            migrationBuilder.CreateIndex(
                name: "IX_Friendships_Code",
                table: "Friendships",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Friendships_FriendId",
                table: "Friendships",
                column: "FriendId");

            migrationBuilder.CreateIndex(
                name: "IX_Friendships_OwnerId_Since_FriendId",
                table: "Friendships",
                columns: new[] { "OwnerId", "Since", "FriendId" });

            migrationBuilder.CreateIndex(
                name: "IX_GameRuns_Code",
                table: "GameRuns",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_GameRuns_StartedAt",
                table: "GameRuns",
                column: "StartedAt");

            migrationBuilder.CreateIndex(
                name: "IX_GameRuns_SubscriberId_StartedAt",
                table: "GameRuns",
                columns: new[] { "SubscriberId", "StartedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_GameScores_Game_Region_Score_WonAt_SubscriberId",
                table: "GameScores",
                columns: new[] { "Game", "Region", "Score", "WonAt", "SubscriberId" },
                descending: new[] { false, false, true, false, false });

            migrationBuilder.CreateIndex(
                name: "IX_PersonalCodes_Code",
                table: "PersonalCodes",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Portraits_SubscriberId",
                table: "Portraits",
                column: "SubscriberId",
                unique: true);

            AccountChange.Tell(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            AccountChange.Untell(migrationBuilder);
            migrationBuilder.DropTable(
                name: "AccountChanges");

            migrationBuilder.DropTable(
                name: "CatalogueRegions");

            migrationBuilder.DropTable(
                name: "Comments");

            migrationBuilder.DropTable(
                name: "Complaints");

            migrationBuilder.DropTable(
                name: "Devices");

            migrationBuilder.DropTable(
                name: "FriendBlocks");

            migrationBuilder.DropTable(
                name: "FriendRequests");

            migrationBuilder.DropTable(
                name: "Friendships");

            migrationBuilder.DropTable(
                name: "GameRuns");

            migrationBuilder.DropTable(
                name: "GameScores");

            migrationBuilder.DropTable(
                name: "PersonalCodes");

            migrationBuilder.DropTable(
                name: "Portraits");

            migrationBuilder.DropTable(
                name: "CatalogueEntries");

            migrationBuilder.DropIndex(
                name: "IX_Deliveries_SubscriberId_JoinedAt_CampaignId",
                table: "Deliveries");

            migrationBuilder.DropColumn(
                name: "LeftAt",
                table: "Subscribers");

            migrationBuilder.DropColumn(
                name: "PictureCode",
                table: "Subscribers");

            migrationBuilder.DropColumn(
                name: "Place",
                table: "Subscribers");

            migrationBuilder.DropColumn(
                name: "MutedAt",
                table: "Followings");

            migrationBuilder.DropColumn(
                name: "SeenAt",
                table: "Followings");

            migrationBuilder.DropColumn(
                name: "Comments",
                table: "Campaigns");
        }
    }
}
