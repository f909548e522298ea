// SPDX-License-Identifier: MIT
#include "erd/erd_options.hpp"

#include "base/markdown.hpp"
#include "base/text.hpp"
#include "erd/graphviz.hpp"
#include "options/options_common.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace scribe::cli {

namespace {

using namespace exporter::erd;

/// The form that was asked for, else the one that the file's name says, else a picture.
Form choose_form(std::string const &asked, std::filesystem::path const &output) {
    auto const known = std::ranges::find(forms(), asked, &Form::name);
    if (!asked.empty() && known == forms().end())
        throw base::Error(base::ExitCode::usage, fmt::format("a diagram is not drawn as {}", asked),
                          "--format takes " + base::join(erd_form_names(), ", "));
    auto const extension = base::to_lower_ascii(output.extension().string());
    for (auto const &form : forms()) {
        if (asked.empty() ? form.extension == extension : form.name == asked) return form;
    }
    return forms().front();
}

/// Throws when the file's name says another form.
void check_extension(Form const &form, std::filesystem::path const &output) {
    auto const extension = base::to_lower_ascii(output.extension().string());
    constexpr std::array<std::string_view, 9> k_others{".jpg", ".jpeg", ".gif", ".webp", ".bmp",
                                                       ".tif", ".tiff", ".ps",  ".eps"};
    if (std::ranges::find(k_others, extension) != k_others.end())
        throw base::Error(base::ExitCode::usage,
                          fmt::format("{} is the name of a picture that scribe does not draw",
                                      base::single_line(output.filename().string())),
                          "name it .svg, .png or .pdf");
    auto const other = choose_form("", output);
    if (other.extension != extension || other.name == form.name) return;
    throw base::Error(
        base::ExitCode::usage,
        fmt::format("{} is the name of a {} file, and -t says {}", output.filename().string(), other.name, form.name),
        fmt::format("name it {}", output.filename().replace_extension(form.extension).string()));
}

/// The folder of the Markdown pages as a link from the picture begins.
std::string links_to(std::filesystem::path const &output, bool folder,
                     std::optional<std::filesystem::path> const &pages) {
    if (!pages || output.empty()) return {};
    auto const from = folder ? output : output.parent_path();
    auto const path = pages->lexically_proximate(from).generic_string();
    return path == "." ? std::string{} : base::markdown::link_target(path) + "/";
}

/// The setting of one word, which the parser or the check of settings has seen.
template <typename T>
T word(std::string const &given, std::initializer_list<std::pair<std::string_view, T>> words, T otherwise) {
    for (auto const &[name, value] : words) {
        if (name == given) return value;
    }
    return otherwise;
}

} // namespace

std::vector<std::string> erd_form_names() {
    std::vector<std::string> names;
    for (auto const &form : forms()) names.emplace_back(form.name);
    return names;
}

bool ErdOptions::given() const { return links || !base::join({focus, distance, columns, group_by, show}, "").empty(); }

void ErdOptions::fill(std::function<std::optional<std::string>(char const *key)> const &told) {
    auto const take = [&told](std::string &value, char const *key) {
        if (value.empty()) value = told(key).value_or("");
    };
    take(format, "format");
    take(focus, "focus");
    take(distance, "distance");
    take(columns, "columns");
    take(group_by, "group-by");
    take(show, "show");
    if (!links) links = told("links");
}

void add_erd_options(CLI::App &app, ErdOptions &options) {
    char const *const group = "Diagrams";
    auto const add = [&app, group](char const *flag, std::string &value, char const *type, std::string const &text) {
        return app.add_option(flag, value, text)->type_name(type)->group(group);
    };
    add("--focus", options.focus, "TABLE", "erd: only this table and those around it");
    add("--distance", options.distance, "N", "erd: how many relationships from the focus (1 unless told)")
        ->check(check_count);
    add("--columns", options.columns, "WHICH",
        "erd: which columns to draw: all, keys or none (keys unless told; dbml: all)")
        ->check(CLI::IsMember({"all", "keys", "none"}));
    add("--group-by", options.group_by, "WHAT",
        "erd: draw together what belongs together: schema, prefix (first word of the name) or community (tables that "
        "refer to each other)")
        ->check(CLI::IsMember({"schema", "prefix", "community"}));
    add("--show", options.show, "WHICH", "erd: which relationships: all, declared or inferred (all unless told)")
        ->check(CLI::IsMember({"all", "declared", "inferred"}));
    app.add_option("--links", options.links,
                   "erd: the folder or address that svg links to the Markdown pages begin with (empty: no links)")
        ->type_name("PREFIX")
        ->group(group);
}

Options erd_options(ErdOptions const &given, std::filesystem::path const &output,
                    std::optional<std::filesystem::path> const &pages) {
    Options options;
    options.form = choose_form(given.format, output);
    check_extension(options.form, output);
    auto &selection = options.selection;
    if (!given.focus.empty()) selection.focus = model::parse_ref(given.focus);
    if (!given.distance.empty() && given.focus.empty())
        throw base::Error(base::ExitCode::usage, "--distance needs --focus TABLE", "it is counted from that table");
    auto const distance = base::parse_int(given.distance).value_or(1);
    selection.distance = static_cast<int>(std::clamp<std::int64_t>(distance, 0, 1'000'000));
    selection.columns = word(given.columns, {{"all", Columns::all}, {"keys", Columns::keys}, {"none", Columns::none}},
                             options.form.name == "dbml" ? Columns::all : Columns::keys);
    if (options.form.name == "dbml" && selection.columns == Columns::none)
        throw base::Error(base::ExitCode::usage, "dbml has no tables without columns", "--columns keys or all");
    selection.group_by =
        word(given.group_by,
             {{"schema", Grouping::schema}, {"prefix", Grouping::prefix}, {"community", Grouping::community}},
             Grouping::none);
    selection.show = word(given.show, {{"declared", Show::declared}, {"inferred", Show::inferred}}, Show::all);
    options.linked = !given.links || !given.links->empty();
    options.links = given.links.value_or(links_to(output, is_picture_folder(options.form, output), pages));
    if (!options.links.empty() && !options.links.ends_with('/')) options.links += '/';
    options.layout = draw_with_graphviz;
    return options;
}

bool is_picture_folder(Form const &form, std::filesystem::path const &path) {
    if (!form.picture || path.empty()) return false;
    std::error_code error;
    return base::to_lower_ascii(path.extension().string()) != form.extension ||
           std::filesystem::is_directory(path, error);
}

} // namespace scribe::cli
