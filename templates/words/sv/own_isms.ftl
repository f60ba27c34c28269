nav-own-isms = Eget ledningssystem
