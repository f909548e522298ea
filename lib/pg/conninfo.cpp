// SPDX-License-Identifier: MIT
#include "pg/conninfo.hpp"

#include "base/text.hpp"
#include "pg/settings.hpp"

#include <fmt/format.h>
#include <libpq-fe.h>

#include <algorithm>
#include <map>
#include <memory>
#include <string_view>
#include <vector>

namespace scribe::pg {

namespace {

/// libpq's words would repeat what may be a part of a password with odd characters.
base::Error misread(std::string const &what) {
    return {base::ExitCode::usage, what,
            "write postgresql://user@host:5432/database; in a password @ is written %40, : is %3A, / is %2F"};
}

/// The parameter of a URL that one of its own, which libpq does not know, may have been meant for; empty: there is none
/// like that. The word itself is not repeated: it may be a part of a password.
std::string meant_parameter(std::string_view text) {
    auto const query = text.find('?');
    if (query == std::string_view::npos) return {};
    std::vector<std::string> known;
    std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> const options{PQconndefaults(), PQconninfoFree};
    for (auto const *option = options.get(); option && option->keyword; ++option) known.emplace_back(option->keyword);
    for (auto const &pair : base::split(text.substr(query + 1), '&')) {
        std::string const keyword{pair.substr(0, pair.find('='))};
        if (std::find(known.begin(), known.end(), keyword) != known.end()) continue;
        if (auto const near = base::nearest(keyword, known)) return *near;
    }
    return {};
}

class ConnInfo {
public:
    explicit ConnInfo(std::string const &text) {
        char *message = nullptr;
        m_options.reset(PQconninfoParse(text.c_str(), &message));
        if (!m_options) {
            // libpq's own words may quote the text and with it the password.
            PQfreemem(message);
            auto const meant = meant_parameter(text);
            throw base::Error(base::ExitCode::usage, "the PostgreSQL connection string is malformed",
                              meant.empty() ? "write postgresql://user@host:5432/database or host=... dbname=..."
                                            : fmt::format("did you mean {}= in it?", meant));
        }
        refuse_misread(text);
    }
    PQconninfoOption const *begin() const { return m_options.get(); }

private:
    /// libpq takes a / or @ of a password that is not written with %XX for the end of the host or of the user.
    void refuse_misread(std::string_view text) const {
        for (auto const *option = begin(); option->keyword; ++option) {
            std::string_view const keyword{option->keyword}, value{option->val ? option->val : ""};
            if (keyword == "port") {
                for (auto const &port : base::split(value, ',')) {
                    auto const number = base::parse_int(port);
                    if (!port.empty() && (!number || *number < 1 || *number > 65'535)) throw no_port();
                }
            }
            // What begins with @ is a socket without a file.
            bool const name = keyword == "host" && !value.starts_with('@') && !value.starts_with('/');
            if (name && value.find('@') != std::string_view::npos)
                throw misread("the host of the PostgreSQL URL has an @");
        }
        auto const authority = text.find("://");
        if (authority == std::string_view::npos || !text.starts_with("postgres")) return;
        auto const path = text.substr(std::min(text.find('/', authority + 3), text.size()));
        if (path.substr(0, path.find('?')).find('@') != std::string_view::npos)
            throw misread("the PostgreSQL URL has an @ behind its host");
    }

    struct Free {
        void operator()(PQconninfoOption *options) const { PQconninfoFree(options); }
    };
    std::unique_ptr<PQconninfoOption, Free> m_options;
};

/// True for the options that hold a secret.
bool is_secret(std::string_view keyword) { return keyword == "password" || keyword == "sslpassword"; }

/// RFC 3986: what is neither unreserved nor among `also` becomes %XX.
std::string percent_encode(std::string_view text, std::string_view also) {
    std::string out;
    for (char const c : text) {
        bool const plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                           std::string_view{"-._~"}.find(c) != std::string_view::npos ||
                           also.find(c) != std::string_view::npos;
        if (plain) out.push_back(c);
        else out.append(fmt::format("%{:02X}", static_cast<unsigned char>(c)));
    }
    return out;
}

/// A single name or IPv4 address: what may stand as the host of a URL without brackets or doubts.
bool is_plain_host(std::string_view host) {
    return !host.empty() && host.find_first_of("/,:@[]%") == std::string_view::npos;
}

} // namespace

base::Error no_port() { return misread("the port of the PostgreSQL URL is no number from 1 to 65535"); }

void check_conninfo(std::string const &conninfo) { ConnInfo const checked{conninfo}; }

std::string without_password(std::string const &conninfo) {
    ConnInfo const info{conninfo};
    std::map<std::string_view, std::string_view> given;
    for (auto const *option = info.begin(); option->keyword; ++option) {
        if (option->val && !is_secret(option->keyword)) given.emplace(option->keyword, option->val);
    }
    std::string options;
    if (auto const found = given.find("options"); found != given.end())
        found->second = options = without_secret_settings(found->second);
    auto const take = [&given](char const *keyword) {
        auto node = given.extract(keyword);
        return node.empty() ? std::string_view{} : node.mapped();
    };
    std::string out = "postgresql://";
    // A user before no host reads badly, and lists of hosts and socket folders have no place before the path.
    if (given.contains("host") && is_plain_host(given["host"]) && given["port"].find(',') == std::string_view::npos) {
        if (auto const user = take("user"); !user.empty()) out += percent_encode(user, "") + "@";
        out += percent_encode(take("host"), "");
        if (auto const port = take("port"); !port.empty()) out += ":" + percent_encode(port, "");
    }
    out += "/" + percent_encode(take("dbname"), "");
    char separator = '?';
    for (auto const &[keyword, value] : given) {
        if (value.empty()) continue;
        out.append(1, separator).append(keyword).append("=").append(percent_encode(value, "/:,"));
        separator = '&';
    }
    return out;
}

std::string password_of(std::string const &conninfo) {
    ConnInfo const info{conninfo};
    for (auto const *option = info.begin(); option->keyword; ++option) {
        if (std::string_view{option->keyword} == "password" && option->val) return option->val;
    }
    return {};
}

} // namespace scribe::pg
