using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WeixinWeChat.WeChat.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class People : Migration
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

            migrationBuilder.CreateIndex(
                name: "IX_Devices_SubscriberId_SeenAt",
                table: "Devices",
                columns: new[] { "SubscriberId", "SeenAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Portraits_SubscriberId",
                table: "Portraits",
                column: "SubscriberId",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Devices");

            migrationBuilder.DropTable(
                name: "Portraits");

            migrationBuilder.DropColumn(
                name: "LeftAt",
                table: "Subscribers");

            migrationBuilder.DropColumn(
                name: "PictureCode",
                table: "Subscribers");

            migrationBuilder.DropColumn(
                name: "Place",
                table: "Subscribers");
        }
    }
}
