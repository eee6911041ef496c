"""Names to make people up from. None is a name in the documents that the charter comes from."""

FIRST_NAMES = """
Abena Adaeze Aidan Aled Alisha Amara Anders Anjali Anwen Arjun Asha Ayodele Bartek Beatrix Bethan
Bilal Bronwen Callum Carys Chidi Ciara Cormac Dafydd Danuta Deepa Dilys Dorota Efua Eilidh Elif
Elspeth Emeka Esra Ewan Fatima Femi Ffion Fiona Gareth Gita Grainne Gwen Hamza Harpreet Hassan
Heledd Ibrahim Idris Ilona Imani Ines Iqra Isla Jaswinder Javed Jolanta Jyoti Kamil Kavita Keir
Kwame Laleh Leila Lowri Mairead Malik Marek Meera Mehmet Mhairi Morag Nadia Naveed Nia Niamh Noor
Nuala Olena Oluwaseun Orla Padma Parveen Pawel Petra Pippa Priya Rafiq Ranjit Rhodri Rowena Ruairi
Saanvi Salma Samira Sanjay Seren Shanice Shreya Sinead Siobhan Tamsin Tariq Temitope Tomasz Uche
Usha Vanessa Vikram Wanjiru Wei Winston Yasmin Yewande Yusuf Zainab Zofia
"""

LAST_NAMES = """
Achterberg Adeyemi Ahluwalia Akhtar Alderton Amponsah Ashworth Baptiste Barzani Bhatt Birtwistle
Blackwood Boateng Bowyer Brzezicki Cadwallader Calloway Chaudhry Chikwanha Clutterbuck Cottingham
Dabrowski Dankworth Desai Dhillon Drinkwater Eastwood Egwu Ellershaw Emmanuel Fairweather Farrington
Featherstone Gallacher Ghosh Gillespie Gopal Grzelak Haddad Hainsworth Hardcastle Hashemi Hosseini
Ikande Inglethorpe Iyer Jablonska Jeyaratnam Kaczmarek Kapoor Kettlewell Khatun Kilbride Kumarasamy
Lancaster Larkin Llewellyn Lovelace MacAskill Mahmood Mbatha McGonagle Merriweather Mistry Mottram
Nakamura Ndlovu Netherwood Nkemelu Nowak Oakenshaw Obuya Osei Oyelaran Pankhurst Pargeter Pemberton
Popescu Prendergast Prosser Quartey Qureshi Rackstraw Ramdin Rasheed Rosewarne Sandhu Satterthwaite
Sidhu Sivakumar Skellern Sowande Szymanski Tamblyn Tewari Thistlewood Tolentino Trelawny Ubogu Umeh
Venkatesh Waddington Wairimu Warsame Wetherby Whitelock Winstanley Wojcik Yakubu Yardley Zielinska
"""
