using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TenantConsole.Core.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Identity2 : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_organizations_name",
                table: "organizations");

            migrationBuilder.AddColumn<string>(
                name: "search_name",
                table: "organizations",
                type: "TEXT",
                maxLength: 800,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "version",
                table: "organizations",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "catalog_models",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    provider = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    @class = table.Column<string>(name: "class", type: "TEXT", maxLength: 40, nullable: false),
                    context_window_tokens = table.Column<int>(type: "INTEGER", nullable: false),
                    max_output_tokens = table.Column<int>(type: "INTEGER", nullable: true),
                    shutdown_utc = table.Column<DateTime>(type: "TEXT", nullable: true),
                    successor_id = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_catalog_models", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "catalog_stamp",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_catalog_stamp", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "catalog_prices",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    model_id = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    from_utc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    input_micro_usd_per_million = table.Column<long>(type: "INTEGER", nullable: false),
                    cached_input_micro_usd_per_million = table.Column<long>(type: "INTEGER", nullable: true),
                    output_micro_usd_per_million = table.Column<long>(type: "INTEGER", nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_catalog_prices", x => x.id);
                    table.ForeignKey(
                        name: "fk_catalog_prices_catalog_models_model_id",
                        column: x => x.model_id,
                        principalTable: "catalog_models",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_organizations_search_name",
                table: "organizations",
                column: "search_name");

            migrationBuilder.CreateIndex(
                name: "ix_catalog_prices_model_id_from_utc",
                table: "catalog_prices",
                columns: new[] { "model_id", "from_utc" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "catalog_prices");

            migrationBuilder.DropTable(
                name: "catalog_stamp");

            migrationBuilder.DropTable(
                name: "catalog_models");

            migrationBuilder.DropIndex(
                name: "ix_organizations_search_name",
                table: "organizations");

            migrationBuilder.DropColumn(
                name: "search_name",
                table: "organizations");

            migrationBuilder.DropColumn(
                name: "version",
                table: "organizations");

            migrationBuilder.CreateIndex(
                name: "ix_organizations_name",
                table: "organizations",
                column: "name");
        }
    }
}
