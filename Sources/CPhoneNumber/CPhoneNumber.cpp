#include "CPhoneNumber.h"

#include <phonenumbers/phonenumberutil.h>

#include <cstring>
#include <string>

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

int cphonenumber_e164(const char *text, const char *region, char *buffer, size_t capacity) {
    const PhoneNumberUtil &util = *PhoneNumberUtil::GetInstance();
    PhoneNumber number;
    if (util.Parse(text, region, &number) != PhoneNumberUtil::NO_PARSING_ERROR) return 0;
    if (!util.IsValidNumber(number)) return 0;
    std::string formatted;
    util.Format(number, PhoneNumberUtil::E164, &formatted);
    if (formatted.size() >= capacity) return -1;
    std::memcpy(buffer, formatted.data(), formatted.size());
    buffer[formatted.size()] = '\0';
    return static_cast<int>(formatted.size());
}
