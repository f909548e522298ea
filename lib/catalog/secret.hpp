// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace scribe::catalog {

/// Overwrites the text's memory and empties it.
void wipe(std::string &text);

/// A password or key in memory: cannot be copied and is overwritten when it goes.
class Secret {
public:
    Secret() = default;
    explicit Secret(std::string text) : m_text(std::move(text)) {}
    Secret(Secret &&other) noexcept { m_text.swap(other.m_text); }
    Secret &operator=(Secret &&other) noexcept {
        m_text.swap(other.m_text);
        return *this;
    }
    ~Secret() { wipe(m_text); }

    std::string_view view() const { return m_text; }
    bool empty() const { return m_text.empty(); }

private:
    std::string m_text;
};

/// What deriving a key costs (RFC 7914): memory is 128 * r * 2^log2_n bytes. The default is one of the settings
/// that OWASP's password storage guide calls equal in strength, the one that needs 32 MiB.
struct KeyCost {
    int log2_n = 15;
    int r = 8;
    int p = 3;
};

/// Whom a password is for: the source's name, and its URL as it is saved.
struct SecretOwner {
    std::string_view name, url;
};

/// Encrypts a password under `key` (AES-256-GCM; scrypt derives the key; salt and nonce are random). The result is
/// bound to the owner: it opens for no other source, and not when the source's URL is another one, so that nobody who
/// can write to the catalog can have the password sent elsewhere. Throws base::Error(internal) when libcrypto fails.
std::string seal_secret(std::string_view key, SecretOwner const &owner, std::string_view password,
                        KeyCost const &cost = {});

/// The password that seal_secret took. Throws base::Error(config) when the key or the owner is another one or the
/// content was changed, base::Error(catalog) when it is no such content at all.
Secret open_secret(std::string_view key, SecretOwner const &owner, std::string_view sealed);

/// False for what an earlier scribe sealed, which opens whatever the URL is.
bool is_bound_to_url(std::string_view sealed);

/// A short mark that differs for each sealed content and tells nothing about the password; empty for none.
std::string secret_mark(std::string_view sealed);

} // namespace scribe::catalog
