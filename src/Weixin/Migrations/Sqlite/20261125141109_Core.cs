using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WeixinWeChat.Weixin.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Core : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "RenewsAt",
                table: "SendSlots",
                type: "TEXT",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

            migrationBuilder.CreateIndex(
                name: "IX_Followings_AccountId_UnfollowedAt",
                table: "Followings",
                columns: new[] { "AccountId", "UnfollowedAt" },
                filter: "\"Blocked\" = 1");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Followings_AccountId_UnfollowedAt",
                table: "Followings");

            migrationBuilder.DropColumn(
                name: "RenewsAt",
                table: "SendSlots");
        }
    }
}
