using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WeixinWeChat.WeChat.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class FollowerTags : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "FollowerTags",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    AccountId = table.Column<long>(type: "INTEGER", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    NameKey = table.Column<string>(type: "TEXT", maxLength: 180, nullable: false),
                    Followers = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FollowerTags", x => x.Id);
                    table.ForeignKey(
                        name: "FK_FollowerTags_OfficialAccounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "OfficialAccounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "FollowerTaggings",
                columns: table => new
                {
                    TagId = table.Column<long>(type: "INTEGER", nullable: false),
                    SubscriberId = table.Column<long>(type: "INTEGER", nullable: false),
                    AccountId = table.Column<long>(type: "INTEGER", nullable: false),
                    FollowedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FollowerTaggings", x => new { x.TagId, x.SubscriberId });
                    table.ForeignKey(
                        name: "FK_FollowerTaggings_FollowerTags_TagId",
                        column: x => x.TagId,
                        principalTable: "FollowerTags",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_FollowerTaggings_Followings_AccountId_SubscriberId",
                        columns: x => new { x.AccountId, x.SubscriberId },
                        principalTable: "Followings",
                        principalColumns: new[] { "AccountId", "SubscriberId" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_FollowerTaggings_AccountId_SubscriberId",
                table: "FollowerTaggings",
                columns: new[] { "AccountId", "SubscriberId" });

            migrationBuilder.CreateIndex(
                name: "IX_FollowerTaggings_TagId_FollowedAt_SubscriberId",
                table: "FollowerTaggings",
                columns: new[] { "TagId", "FollowedAt", "SubscriberId" });

            migrationBuilder.CreateIndex(
                name: "IX_FollowerTags_AccountId_NameKey",
                table: "FollowerTags",
                columns: new[] { "AccountId", "NameKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_FollowerTags_AccountId_Number",
                table: "FollowerTags",
                columns: new[] { "AccountId", "Number" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "FollowerTaggings");

            migrationBuilder.DropTable(
                name: "FollowerTags");
        }
    }
}
