// SPDX-License-Identifier: MIT
#include "config/text_file.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "yaml/document.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fstream>

namespace scribe::config {

namespace {

[[noreturn]] void fail(std::string const &shown, std::string const &why) {
    throw base::Error(base::ExitCode::config, fmt::format("cannot read {}: {}", shown, why));
}

} // namespace

std::string read_text_file(std::filesystem::path const &path, std::string const &shown) {
    std::error_code error;
    auto const status = std::filesystem::status(path, error);
    if (!std::filesystem::exists(status)) fail(shown, error ? error.message() : std::strerror(ENOENT));
    // A pipe or a device might never end.
    if (!std::filesystem::is_regular_file(status))
        fail(shown, std::filesystem::is_directory(status) ? "it is a folder" : "it is no ordinary file");
    errno = 0;
    std::ifstream in{path, std::ios::binary};
    if (!in) fail(shown, std::strerror(errno));
    // One byte more than what is allowed tells that there is more.
    std::string text(yaml::k_most_bytes + 1, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (in.bad()) fail(shown, std::strerror(errno));
    text.resize(static_cast<std::size_t>(in.gcount()));
    return text;
}

std::string shown_path(std::filesystem::path const &path, std::filesystem::path const &folder) {
    return base::single_line(path.lexically_proximate(folder).string());
}

} // namespace scribe::config
